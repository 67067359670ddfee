import { type Cursor, formatCursor } from "../log/cursor.js";
import { keepNewest } from "../log/keep-newest.js";
import type { Log, ReadResult } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { type SharedEntry, sharedEntry } from "./shared-entry.js";

/** Entries read from the log at a time. */
export const READ_BATCH = 64;

/** Reads kept: readers who come back together stand at the same few places. */
const MAX_KEPT = 4;

export type HistoryRead =
	| { readonly ok: true; readonly entries: readonly SharedEntry[] }
	| Extract<ReadResult, { readonly ok: false }>;

/**
 * Reads of a topic further back than what its readers share near the head. Who asks for the same place is given the
 * same read: when all readers come back at once, the log is asked once.
 */
export interface HistoryReads {
	/** Up to `READ_BATCH` entries right after a cursor, or why there are none to be had. */
	readonly after: (cursor: Cursor) => Promise<HistoryRead>;
	/** Lets go of entries before `oldest`, which the log no longer holds. */
	readonly forgetBefore: (oldest: number) => void;
}

interface Kept {
	readonly from: number;
	readonly read: Promise<HistoryRead>;
}

export function createHistoryReads(log: Log, topic: string, counts: DoorCounts): HistoryReads {
	/** By cursor, oldest first. */
	const kept = new Map<string, Kept>();

	async function readLog(cursor: Cursor): Promise<HistoryRead> {
		counts.reads += 1;
		const result = await log.read(topic, cursor, READ_BATCH);
		if (!result.ok) return result;
		return { ok: true, entries: result.entries.map((entry) => sharedEntry(entry, result.epoch, counts)) };
	}

	/** What gave nothing may give something the next time. */
	async function read(cursor: Cursor, key: string): Promise<HistoryRead> {
		let isWorthKeeping = false;
		try {
			const result = await readLog(cursor);
			isWorthKeeping = result.ok && result.entries.length > 0;
			return result;
		} finally {
			if (!isWorthKeeping) kept.delete(key);
		}
	}

	return {
		after(cursor) {
			const key = formatCursor(cursor);
			const known = kept.get(key);
			if (known) return known.read;
			const one = { from: cursor.offset, read: read(cursor, key) };
			keepNewest(kept, [key, one], MAX_KEPT);
			return one.read;
		},
		forgetBefore(oldest) {
			for (const [key, { from }] of kept) if (from + 1 < oldest) kept.delete(key);
		},
	};
}
