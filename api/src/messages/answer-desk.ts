import { jobId } from "./message-queue.js";
import type { JobKey, MindResult } from "./message-queue.js";
import type { QueueRecord } from "./queue-record.js";
import { planAnswer, planCancel, serverFold, standingOf } from "./server-state.js";
import type { ServerEntry, ServerState, Standing, TakenEntry } from "./server-state.js";
import { serverTopic } from "./talk-entries.js";
import { SERVERS, TAKEN_OVER_SECONDS } from "./talk-limits.js";
import { createTopicFamily } from "../log/topic-family.js";
import type { TopicFamily, TopicFamilyDeps } from "../log/topic-family.js";

export type Servers = TopicFamily<ServerState, ServerEntry>;

export interface AnswerDeskDeps extends Pick<
	TopicFamilyDeps<ServerState, ServerEntry>,
	"log" | "now" | "report" | "checkpointEvery"
> {
	readonly record: QueueRecord;
	/** Called with messages that were taken before, wait for an answer still, and have nobody who is at them. */
	readonly onUnanswered: (serverId: string, taken: readonly TakenEntry[]) => void;
}

/** Where answers come in, and where they are waited for. */
export interface AnswerDesk {
	readonly servers: Servers;
	/** Holds an answer, the first of its message alone; answers how the message stands then. Rejects where the log cannot. */
	readonly deliver: (result: MindResult) => Promise<Standing>;
	/** Gives messages up; answers those that were waiting. */
	readonly cancel: (serverId: string, ids: readonly string[]) => Promise<readonly string[]>;
	/** How a message stands, once it waits no more, whoever answered it, or `until` aborts. */
	readonly settled: (key: JobKey, until: AbortSignal) => Promise<Standing>;
}

/** Messages of a server that somebody waits for, and that are still worth answering. */
export function unanswered({ pending }: Readonly<ServerState>, now: number): TakenEntry[] {
	return [...pending.values()].filter(({ deadline }) => deadline > now);
}

/** Those among them whose answer is so late that whoever took them is likely to be gone. */
export function overdue(state: Readonly<ServerState>, now: number): TakenEntry[] {
	return unanswered(state, now).filter(({ takenAt }) => now - takenAt > TAKEN_OVER_SECONDS);
}

export function createAnswerDesk(deps: AnswerDeskDeps): AnswerDesk {
	const { log, now, record, onUnanswered } = deps;
	const waiting = new Map<string, Set<() => void>>();

	const servers = createTopicFamily({
		...deps,
		fold: serverFold,
		topicOf: serverTopic,
		index: { topic: "servers", capacity: SERVERS },
		onOpen: (serverId, { state }) => {
			// Of a log that others share, whoever took the rest is most likely at it.
			const left = (log.shared ? overdue : unanswered)(state, now());
			if (left.length > 0) onUnanswered(serverId, left);
		},
		onFold: (serverId, entry) => {
			if (entry?.type === "answer") tell({ serverId, messageId: entry.data.messageId });
			else if (entry?.type === "cancelled")
				for (const messageId of entry.data.ids) tell({ serverId, messageId });
			// Any message may stand otherwise now.
			else if (entry?.type !== "message") for (const id of waiting.keys()) tellAll(id);
		},
	});

	const tellAll = (id: string): void => {
		for (const wake of waiting.get(id) ?? []) wake();
	};
	const tell = (key: JobKey): void => tellAll(jobId(key));

	/** Resolves at the next change of the message, or when `until` aborts. */
	const change = (key: JobKey, until: AbortSignal): Promise<void> =>
		new Promise((resolve) => {
			const id = jobId(key);
			const wakes = waiting.get(id) ?? new Set();
			const wake = (): void => {
				wakes.delete(wake);
				if (wakes.size === 0) waiting.delete(id);
				until.removeEventListener("abort", wake);
				resolve();
			};
			waiting.set(id, wakes.add(wake));
			until.addEventListener("abort", wake);
		});

	return {
		servers,
		deliver: async ({ serverId, messageId, answer }) => {
			const [taken, standing] = await servers.write(serverId, (state) => {
				const { entries, result } = planAnswer(state, messageId, answer);
				const [entry] = entries;
				const after = entry?.type === "answer" ? entry.data : standingOf(state, messageId);
				return { entries, result: [result, after] as const };
			});
			if (taken) record.answered(taken.message.priority, now() - taken.takenAt);
			return standing;
		},
		cancel: (serverId, ids) => servers.write(serverId, (state) => planCancel(state, ids)),
		settled: async (key, until) => {
			const server = await servers.open(key.serverId);
			const standing = (): Standing => standingOf(server.state, key.messageId);
			while (standing() === "pending" && !until.aborted) await change(key, until);
			return standing();
		},
	};
}
