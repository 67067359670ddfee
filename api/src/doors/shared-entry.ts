import type { Cursor } from "../log/cursor.js";
import type { LogEntry } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { readyFrame, type ReadyFrame } from "./ready-frame.js";
import type { TopicView } from "./topic-view.js";

/** An entry that several readers are sent, with its frame for each kind of view. */
export interface SharedEntry {
	readonly cursor: Cursor;
	readonly entry: LogEntry;
	/** Made once for all views with the same key; undefined where the view leaves the entry out. */
	readonly frame: (view: TopicView) => ReadyFrame | undefined;
}

export function sharedEntry(entry: LogEntry, epoch: string, counts: DoorCounts): SharedEntry {
	const cursor = { epoch, offset: entry.offset };
	const frames = new Map<string, ReadyFrame | undefined>();
	return {
		cursor,
		entry,
		frame(view) {
			const known = frames.get(view.key);
			if (known || frames.has(view.key)) return known;
			const frame = view.frame(entry);
			const ready = frame && readyFrame(frame, cursor, counts);
			frames.set(view.key, ready);
			return ready;
		},
	};
}
