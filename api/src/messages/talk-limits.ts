import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";

/** Lines kept whole for each NPC: what a mind can make use of in one answer. Older ones are summarised. */
export const HEARD_LINES = 40;

/** Lines kept whole for each group: what a page shows of a talk. Older ones are summarised. */
export const GROUP_LINES = 30;

/** Groups that are no more and still remembered: the talks of the last minutes in a busy place. */
export const ENDED_GROUPS = 200;

/** NPCs whose profile or memory is held for each world: as many as a world has members. */
export const MAX_NPCS = 5_000;

/** Seconds without a line after which what a group says is another talk. */
export const SILENCE_SECONDS = 60;

/** Lines kept of chatlings who meet: those of several minutes. Of a longer talk the newest count. */
export const MEETING_LINES = 100;

/** Meetings that are over and may wait for a database that is away: hours of a busy place. */
export const PARTED_MEETINGS = 500;

/** Ids of lines remembered per world: at fifty lines a second, three minutes of retries. */
export const LINE_IDS = 10_000;

/** Erased users remembered per world, so that a late retry does not bring their lines back. */
export const ERASED_USERS = 10_000;

/** Answers remembered per server, so that a message that comes again is answered the same. */
export const ANSWERS = 1_000;

/** Messages remembered per server of which nobody wants the answer any more. */
export const GONE_MESSAGES = 1_000;

/** Speakers that a summary tells apart; beyond, who said least is forgotten. */
export const SUMMARY_SPEAKERS = 24;

/** Words that a summary counts for each speaker; beyond, the rarest are forgotten. */
export const SUMMARY_WORDS = 24;

/** Seconds after which a group that only a place's claim told of is taken to be gone: six syncs of a world. */
export const CLAIM_SECONDS = 60;

/** Seconds after which nobody waits for an answer any more: places have fallen back long before. */
export const MESSAGE_SECONDS = 60;

/**
 * Seconds after which a message that another process took, and that has no answer, is asked here too: twice what the
 * slowest class is given, and time left before nobody waits. Whoever is first has answered.
 */
export const TAKEN_OVER_SECONDS = 10;

/** What one class of messages is given. */
export interface QueueClass {
	/** Messages that may wait; beyond, they are refused one by one. */
	readonly waiting: number;
	/** Messages answered at the same time, by each process that works. */
	readonly workers: number;
	/** Seconds within which an answer is wanted; later ones are counted. */
	readonly targetSeconds: number;
}

/** Players are waited for least: few may wait, many work, so that nobody waits behind a crowd. */
export const QUEUE_CLASSES: Readonly<Record<MessagePriorityWire, QueueClass>> = {
	urgent: { waiting: 100, workers: 5, targetSeconds: 0.5 },
	conversation: { waiting: 1_000, workers: 3, targetSeconds: 2 },
	background: { waiting: 5_000, workers: 1, targetSeconds: 5 },
};

export const PRIORITIES: readonly MessagePriorityWire[] = ["urgent", "conversation", "background"];

/** Seconds for which a job that is done stays on Redis, so that one that is added again is known. */
export const JOB_KEPT_SECONDS = 2 * MESSAGE_SECONDS;

/** Jobs that are done and stay on Redis, of each class. */
export const JOBS_KEPT = 5_000;

/** Milliseconds after which a worker that says nothing of its job is taken to be gone: far longer than a pause. */
export const JOB_LOCK_MS = 5_000;

/** Milliseconds between two looks for jobs of workers that are gone. */
export const STALLED_CHECK_MS = 2_000;

/** Times that a job may lose its worker before it is given up: it may be what kills them. */
export const MAX_STALLED = 3;

/** Milliseconds for one command of Redis; beyond, messages are answered in this process. */
export const REDIS_COMMAND_MS = 2_000;

/** Longest time between two tries to reach Redis, in milliseconds. */
export const REDIS_RETRY_MS = 1_000;

/** Milliseconds given to jobs under way when a process that works ends: what is left others take over. */
export const WORKER_CLOSE_MS = 4_000;

/** Milliseconds given to connections to end by themselves: to a Redis that is gone they never do. */
export const REDIS_CLOSE_MS = 1_000;

/** Servers whose messages are remembered, also by erasure: those of some days of a busy experience. */
export const SERVERS = 5_000;

/** Seconds without a call after which a server's messages, or a world's talk, are let go from memory. */
export const IDLE_SECONDS = 600;

/** Direct calls at the same time: they pass the queue by, so that a flood of them must end somewhere. */
export const DIRECT_CALLS = 32;
