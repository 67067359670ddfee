import type { Cursor } from "../log/cursor.js";
import type { LogEntry } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { readyFrame, type ReadyFrame } from "./ready-frame.js";
import type { TopicView } from "./topic-view.js";

/** A burst of ticks fits; a reader further behind reads the log, which is nearly as quick. */
const MAX_ENTRIES = 256;

/** Bounds what a topic with readers keeps in memory, whatever its entries weigh. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** An entry that readers near the head share, with its frame for each kind of view. */
export interface RecentEntry {
	readonly cursor: Cursor;
	readonly frame: (view: TopicView) => ReadyFrame | undefined;
}

interface Held {
	readonly recent: RecentEntry;
	readonly characters: number;
}

/** The newest entries of a topic, without a hole up to `head`. */
export interface RecentEntries {
	/** The newest entry known, held or not; undefined before the log was first asked. */
	readonly head: () => Cursor | undefined;
	/** The entry right after a cursor, where it is held. */
	readonly after: (cursor: Cursor) => RecentEntry | undefined;
	readonly add: (entry: LogEntry) => void;
	/** Lets go of entries before `oldest`, which the log no longer holds. */
	readonly forgetBefore: (oldest: number) => void;
	/** Forgets everything and goes on after another head. */
	readonly restart: (head: Cursor) => void;
}

export function createRecentEntries(counts: DoorCounts): RecentEntries {
	let head: Cursor | undefined;
	let held: Held[] = [];
	let characters = 0;

	function dropOldest(): void {
		characters -= held.shift()!.characters;
	}

	return {
		head: () => head,
		after(cursor) {
			if (!head || cursor.epoch !== head.epoch) return undefined;
			return held[held.length - (head.offset - cursor.offset)]?.recent;
		},
		add(entry) {
			if (!head) throw new Error("a head comes before entries");
			const { epoch } = head;
			head = { epoch, offset: entry.offset };
			held.push({ recent: recentEntry(entry, head, counts), characters: entry.data.length });
			characters += entry.data.length;
			while (held.length > MAX_ENTRIES || characters > MAX_CHARACTERS) dropOldest();
		},
		forgetBefore(oldest) {
			while (held.length > 0 && held[0]!.recent.cursor.offset < oldest) dropOldest();
		},
		restart(newHead) {
			head = newHead;
			held = [];
			characters = 0;
		},
	};
}

function recentEntry(entry: LogEntry, cursor: Cursor, counts: DoorCounts): RecentEntry {
	const frames = new Map<string, ReadyFrame | undefined>();
	return {
		cursor,
		frame(view) {
			const known = frames.get(view.key);
			if (known || frames.has(view.key)) return known;
			const frame = readyFrame(view, entry, { epoch: cursor.epoch, counts });
			frames.set(view.key, frame);
			return frame;
		},
	};
}
