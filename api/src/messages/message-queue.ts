import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import type { MindAnswer, MindRequest } from "./mind.js";

/** What tells one job from another: ids of messages are their server's own. */
export interface JobKey {
	readonly serverId: string;
	readonly messageId: string;
}

/** A job's key as one text, without colons, which some engines keep for themselves. */
export function jobId({ serverId, messageId }: JobKey): string {
	return `${encodeURIComponent(serverId)}/${encodeURIComponent(messageId)}`;
}

/** The key that a job's id tells. */
export function jobKey(id: string): JobKey {
	const [serverId = "", messageId = ""] = id.split("/").map(decodeURIComponent);
	return { serverId, messageId };
}

/** A message on its way to a mind: plain data that holds all that is needed to answer it, wherever. */
export interface MindJob extends JobKey {
	readonly priority: MessagePriorityWire;
	/** Unix seconds after which nobody waits for the answer. */
	readonly deadline: number;
	readonly request: MindRequest;
}

/** What a mind made of a job. */
export interface MindResult extends JobKey {
	readonly answer: MindAnswer;
}

/** Answers one job. Rejects where the mind cannot. */
export type Work = (job: MindJob, signal: AbortSignal) => Promise<MindAnswer>;

/** Who hears of what becomes of jobs. None of these rejects. */
export interface QueueListener {
	/** May be called more than once for a job: whoever keeps answers keeps the first. */
	readonly onAnswer: (result: MindResult) => Promise<void>;
	/** A mind could not answer the job, or nobody got to it before its deadline. */
	readonly onFailure: (job: JobKey & Pick<MindJob, "priority">, error: unknown) => void;
	/** Jobs may have been lost, or cannot be reached: those still wanted are to be added again. */
	readonly onLoss: () => void;
}

/** One class of jobs now. */
export interface QueueLoad {
	readonly waiting: number;
	readonly active: number;
	/** How long the oldest that waits has done so; 0 where none does. */
	readonly oldestSeconds: number;
}

/**
 * Where messages wait for a mind, by class. Adding a job again changes nothing.
 * Every engine passes `queue-contract.ts`.
 */
export interface MessageQueue {
	readonly engine: "memory" | "redis";
	/** Jobs that wait, as far as this process can know: what it adds itself is counted at once. */
	readonly load: () => Promise<Readonly<Record<MessagePriorityWire, QueueLoad>>>;
	/** Rejects where the engine cannot be reached. */
	readonly add: (job: MindJob) => Promise<void>;
	/** Takes jobs out that wait, and interrupts those under way where it can. */
	readonly cancel: (jobs: readonly JobKey[]) => Promise<void>;
	readonly status: () => { readonly ready: boolean; readonly detail?: string };
	/** Lets go; what waits in memory is dropped, what waits elsewhere stays. */
	readonly close: () => Promise<void>;
}

/** Makes a queue that tells `listener`. */
export type CreateQueue = (listener: QueueListener) => MessageQueue;
