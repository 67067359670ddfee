import type { Cursor } from "./cursor.js";

/** One entry of a topic. `data` is JSON text, serialised once where the entry was made. */
export interface LogEntry {
	readonly offset: number;
	readonly type: string;
	/** Unix seconds at which the log took it. */
	readonly at: number;
	readonly data: string;
}

/** What a writer hands over: the log adds offset and time. */
export interface NewEntry {
	readonly type: string;
	readonly data: string;
}

/**
 * The answer of `read`. `ok`: the entries right after the cursor (empty where it is the head).
 * `gap`: the cursor is of another epoch, lies beyond the head, or what follows it is no longer held; the
 * reader must start over from fresh state and go on from that state's cursor.
 */
export type ReadResult =
	| {
			readonly ok: true;
			readonly epoch: string;
			readonly entries: readonly LogEntry[];
			readonly head: Cursor;
	  }
	| { readonly ok: false; readonly reason: "epoch" | "expired" | "future"; readonly head: Cursor };

/** The latest state that a writer of a topic has put aside, and the offset up to which it covers the log. */
export interface Checkpoint {
	readonly offset: number;
	readonly value: string;
}

/** A checkpoint to be put. */
export interface NewCheckpoint extends Checkpoint {
	/** The history that the state was folded from; it is not put into another. */
	readonly epoch?: string;
	/** Only where the topic has neither a checkpoint nor an entry: so that one of many founds it anew. */
	readonly first?: boolean;
}

/**
 * How much of a topic is kept, looked at whenever the topic is written to (a quiet topic stays resumable).
 * An entry after the latest checkpoint is never trimmed; a topic without a checkpoint is not trimmed at all,
 * unless `trimsUncheckpointed`: for topics whose state lives elsewhere, so that nobody would ever put one.
 */
export interface Retention {
	readonly maxEntries: number;
	readonly maxBytes: number;
	readonly maxAgeSeconds: number;
	readonly trimsUncheckpointed?: boolean;
}

/**
 * The ordered log: topics (`world:…`, `user:…`, `server:…`, `room:…`) of entries. Any number of readers, and of
 * writers who name the head that they go on from. Every engine passes `log-contract.ts`.
 */
export interface Log {
	/**
	 * Adds entries as one unit, all or none, and resolves with the cursor of the last only when the engine
	 * holds them: what it resolved for survives a SIGKILL on a durable engine. With `after` they are added only
	 * where that is the topic's head, else it rejects with `conflict`: the writer reads what came between, and
	 * plans anew. Rejects where they are not held; after `unavailable` they may be.
	 */
	append(topic: string, entries: readonly NewEntry[], after?: Cursor): Promise<Cursor>;
	/** Up to `limit` entries right after `after`, or a gap. */
	read(topic: string, after: Cursor, limit: number): Promise<ReadResult>;
	/** The cursor of the newest held entry; offset 0 where the topic has none. */
	head(topic: string): Promise<Cursor>;
	/**
	 * Calls `wake` (never in the caller's own stack frame of append) after entries became readable, or ceased to be,
	 * and after any call was rejected with `unavailable`, once the engine answers again. Returns the stop.
	 */
	watch(topic: string, wake: () => void): () => void;
	/**
	 * Puts a writer's state at `offset` aside; trims nothing after it. Rejects an offset before the latest
	 * checkpoint or beyond the head, and with `conflict` another epoch or a `first` that is not.
	 */
	checkpoint(topic: string, checkpoint: NewCheckpoint): Promise<void>;
	/** The latest checkpoint, if any; entries after it are read with `read`. */
	latestCheckpoint(topic: string): Promise<Checkpoint | undefined>;
	/**
	 * Erases every entry up to `offset`; resolves when nobody can read them any more and the engine has let go of
	 * their records. The latest checkpoint must cover them: write one first, from which what must go is already
	 * gone. Readers before `offset` start over from fresh state. Rejects an offset beyond the checkpoint.
	 */
	forget(topic: string, offset: number): Promise<void>;
	/** Offset of the oldest entry still held, or of the next entry where none is. */
	oldest(topic: string): Promise<number>;
	/** Whether other processes write to it too. */
	readonly shared: boolean;
	/** For `/readyz` and metrics. */
	status(): LogStatus;
	/** Waits for what is under way, then lets go of files. Calls after it reject. */
	close(): Promise<void>;
}

export interface LogStatus {
	readonly engine: "memory" | "lmdb" | "redis";
	readonly ready: boolean;
	/** How processes that share it learn of each other's appends. */
	readonly fanOut?: "nats" | "polling";
	readonly detail?: string;
}
