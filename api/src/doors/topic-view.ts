import type { Cursor } from "../log/cursor.js";
import type { LogEntry } from "../log/log.js";

/** What a reader is sent for an entry: an event name and JSON text. */
export interface Frame {
	readonly event: string;
	readonly data: string;
	/** The same for doors that can carry bytes: `data` without them, and the bytes. */
	readonly binary?: { readonly data: string; readonly bytes: Uint8Array };
	/** The frame is the last of what a reader of a stretch came for, who is sent this after it. */
	readonly end?: Pick<Frame, "event" | "data">;
}

/**
 * A topic as one kind of reader sees it. A feature makes views; a door serves any view. Frames are the same
 * for all readers of views with the same `key`, so that each is made once.
 */
export interface TopicView {
	readonly topic: string;
	readonly key: string;
	/** The frame of an entry, or undefined where it is not for this reader (the cursor moves on all the same). */
	readonly frame: (entry: LogEntry) => Frame | undefined;
	/**
	 * One frame for many entries in a row, for readers who have fallen behind; undefined where these have to be
	 * sent one by one. Absent where every entry matters.
	 */
	readonly fold?: (entries: readonly LogEntry[]) => Frame | undefined;
	/** The state at some cursor, from which following entries lead on. Sent after a `reset`, and first to a reader without a cursor. */
	readonly fresh: () => Promise<{ readonly cursor: Cursor; readonly data: string }>;
}
