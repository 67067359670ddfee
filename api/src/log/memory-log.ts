import type { Checkpoint, Log, LogEntry } from "./log.js";
import { createLog } from "./log-core.js";
import { logSettings, type LogOptions } from "./log-options.js";
import type { LogStore } from "./log-store.js";
import { entryBytes } from "./topic-state.js";

export interface MemoryLogOptions extends LogOptions {
	/** Says that others write to it too, as to one that several processes share. */
	readonly shared?: boolean;
}

/** The log in memory: the same rules, gone with the process. For tests and for places without a disk. */
export function createMemoryLog({ shared = false, ...options }: MemoryLogOptions = {}): Log {
	const settings = logSettings(options);
	return { ...createLog(createMemoryStore(settings.newEpoch()), settings), shared };
}

function createMemoryStore(history: string): LogStore {
	const entries = new Map<string, Map<number, LogEntry>>();
	const checkpoints = new Map<string, Checkpoint>();

	function held(topic: string, offset: number): LogEntry {
		const entry = entries.get(topic)?.get(offset);
		if (!entry) throw new Error(`entry ${offset} of ${topic} is not held`);
		return entry;
	}

	return {
		engine: "memory",
		history,
		topics: new Map(),
		read: (topic, from, to) => Array.from({ length: to - from + 1 }, (_, i) => held(topic, from + i)),
		peek: (topic, offset) => {
			const entry = held(topic, offset);
			return { at: entry.at, bytes: entryBytes(entry) };
		},
		checkpoint: (topic) => checkpoints.get(topic),
		commit: async (changes) => {
			for (const { topic, before, after, entries: added, checkpoint } of changes) {
				const ofTopic = entries.get(topic) ?? new Map<number, LogEntry>();
				entries.set(topic, ofTopic);
				for (const entry of added) ofTopic.set(entry.offset, entry);
				for (let offset = before.swept; offset < after.swept; offset++) ofTopic.delete(offset);
				if (checkpoint) checkpoints.set(topic, checkpoint);
			}
		},
		close: async () => undefined,
	};
}
