import type { Checkpoint, LogEntry } from "./log.js";
import type { HeldEntry, TopicState } from "./topic-state.js";

/** All that one commit does to one topic. */
export interface TopicChange {
	readonly topic: string;
	readonly before: TopicState;
	readonly after: TopicState;
	/** Entries to hold, in order, ending at `after.head`. Those from `before.swept` to below `after.swept` are to be erased. */
	readonly entries: readonly LogEntry[];
	readonly checkpoint?: Checkpoint;
}

/** What an engine keeps. The log's rules are in `log-core.ts`; a store only holds and finds. */
export interface LogStore {
	readonly engine: "memory" | "lmdb";
	/** Names this unbroken history. */
	readonly history: string;
	/** The topics held when the store was opened. */
	readonly topics: ReadonlyMap<string, TopicState>;
	/** Something an operator should know, such as that a damaged file was set aside. */
	readonly notice?: string;
	/** Entries `from` to `to`, all of which are held. Throws `LogError("damaged")` where one is not whole. */
	readonly read: (topic: string, from: number, to: number) => readonly LogEntry[];
	readonly peek: (topic: string, offset: number) => HeldEntry;
	readonly checkpoint: (topic: string) => Checkpoint | undefined;
	/** Holds all of the changes or none; resolves when they are held for good. */
	readonly commit: (changes: readonly TopicChange[]) => Promise<void>;
	readonly close: () => Promise<void>;
}
