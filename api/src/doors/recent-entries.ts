import type { Cursor } from "../log/cursor.js";
import type { LogEntry } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { type SharedEntry, sharedEntry } from "./shared-entry.js";

/** A burst of ticks fits; a reader further behind reads the log, which is nearly as quick. */
const MAX_ENTRIES = 256;

/** Bounds what a topic with readers keeps in memory, whatever its entries weigh. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** The newest entries of a topic, without a hole up to `head`. */
export interface RecentEntries {
	/** The newest entry known, held or not; undefined before the log was first asked. */
	readonly head: () => Cursor | undefined;
	/** The entry right after a cursor, where it is held. */
	readonly after: (cursor: Cursor) => SharedEntry | undefined;
	/** Up to `limit` entries right after a cursor, where the first of them is held. */
	readonly run: (cursor: Cursor, limit: number) => readonly SharedEntry[];
	readonly add: (entry: LogEntry) => void;
	/** Lets go of entries before `oldest`, which the log no longer holds. */
	readonly forgetBefore: (oldest: number) => void;
	/** Forgets everything and goes on after another head. */
	readonly restart: (head: Cursor) => void;
}

export function createRecentEntries(counts: DoorCounts): RecentEntries {
	let head: Cursor | undefined;
	let held: SharedEntry[] = [];
	let characters = 0;

	function dropOldest(): void {
		characters -= held.shift()!.entry.data.length;
	}

	/** Where the entry right after a cursor is held; not an index where it is not. */
	function indexAfter(cursor: Cursor): number {
		return head && cursor.epoch === head.epoch ? held.length - (head.offset - cursor.offset) : -1;
	}

	return {
		head: () => head,
		after: (cursor) => held[indexAfter(cursor)],
		run(cursor, limit) {
			const from = indexAfter(cursor);
			return from < 0 ? [] : held.slice(from, from + limit);
		},
		add(entry) {
			if (!head) throw new Error("a head comes before entries");
			const { epoch } = head;
			head = { epoch, offset: entry.offset };
			held.push(sharedEntry(entry, epoch, counts));
			characters += entry.data.length;
			while (held.length > MAX_ENTRIES || characters > MAX_CHARACTERS) dropOldest();
		},
		forgetBefore(oldest) {
			while (held.length > 0 && held[0]!.cursor.offset < oldest) dropOldest();
		},
		restart(newHead) {
			head = newHead;
			held = [];
			characters = 0;
		},
	};
}
