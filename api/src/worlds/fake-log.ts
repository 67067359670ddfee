import type { Cursor } from "../log/cursor.js";
import { LogError } from "../log/log-error.js";
import type { Checkpoint, Log, LogEntry } from "../log/log.js";

/** A log in memory whose failures and holes are made by hand. */
export interface FakeLog extends Log {
	/** While set, appends and checkpoints reject with it. */
	failure: Error | undefined;
	/** Waited for by every append, so that a test can look at the moment before the log holds an entry. */
	gate: Promise<void>;
	/** Loses entries up to and including `offset`, whatever checkpoints say. */
	readonly lose: (topic: string, offset: number) => void;
	/** Every entry held of a topic. */
	readonly entries: (topic: string) => readonly LogEntry[];
	/** The log as it stood when `offset` was the newest entry of `topic`, with the checkpoint of that time. */
	readonly cutAt: (topic: string, offset: number) => FakeLog;
}

interface Topic {
	readonly entries: LogEntry[];
	readonly checkpoints: Checkpoint[];
	lost: number;
}

const EPOCH = "e1";

export function createFakeLog(topics = new Map<string, Topic>()): FakeLog {
	const topicOf = (name: string): Topic => {
		const topic = topics.get(name) ?? { entries: [], checkpoints: [], lost: 0 };
		topics.set(name, topic);
		return topic;
	};
	const at = (offset: number): Cursor => ({ epoch: EPOCH, offset });
	const headOf = ({ entries }: Topic) => entries.at(-1)?.offset ?? 0;
	const log: FakeLog = {
		failure: undefined,
		gate: Promise.resolve(),
		shared: false,
		append: async (name, added, after) => {
			await log.gate;
			if (log.failure) throw log.failure;
			const topic = topicOf(name);
			if (after && after.offset !== headOf(topic)) throw new LogError("conflict", "the head is another");
			for (const entry of added) topic.entries.push({ ...entry, offset: headOf(topic) + 1, at: 0 });
			return at(headOf(topic));
		},
		read: async (name, after, limit) => {
			const topic = topicOf(name);
			const head = at(headOf(topic));
			if (after.epoch !== EPOCH) return { ok: false, reason: "epoch", head };
			if (after.offset > head.offset) return { ok: false, reason: "future", head };
			if (after.offset < topic.lost) return { ok: false, reason: "expired", head };
			const entries = topic.entries.slice(after.offset, after.offset + limit);
			return { ok: true, epoch: EPOCH, entries, head };
		},
		head: async (name) => at(headOf(topicOf(name))),
		watch: () => () => undefined,
		checkpoint: async (name, { offset, value }) => {
			if (log.failure) throw log.failure;
			topicOf(name).checkpoints.push({ offset, value });
		},
		forget: async (name, offset) => {
			const topic = topicOf(name);
			topic.lost = Math.max(topic.lost, offset);
		},
		latestCheckpoint: async (name) => topicOf(name).checkpoints.at(-1),
		oldest: async (name) => topicOf(name).lost + 1,
		status: () => ({ engine: "memory", ready: true }),
		close: async () => undefined,
		lose: (name, offset) => {
			topicOf(name).lost = offset;
		},
		entries: (name) => [...topicOf(name).entries],
		cutAt: (name, offset) => {
			const { entries, checkpoints, lost } = topicOf(name);
			const cut = {
				entries: entries.slice(0, offset),
				checkpoints: checkpoints.filter((checkpoint) => checkpoint.offset <= offset),
				lost,
			};
			return createFakeLog(new Map([...topics, [name, cut]]));
		},
	};
	return log;
}
