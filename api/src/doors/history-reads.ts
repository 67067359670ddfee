import type { Cursor } from "../log/cursor.js";
import type { Log, ReadResult } from "../log/log.js";
import type { DoorCounts } from "./door-counts.js";
import { type SharedEntry, sharedEntry } from "./shared-entry.js";

/** Entries read from the log at a time. */
export const READ_BATCH = 64;

/** Entries before the asked place that are read along: who was cut off in the middle of a tick stands a few behind. */
const READ_BEFORE = 4;

/** Reads kept: readers who come back together stand near the same few places. */
const MAX_KEPT = 4;

export type HistoryRead =
	| { readonly ok: true; readonly entries: readonly SharedEntry[] }
	| Extract<ReadResult, { readonly ok: false }>;

/**
 * Reads of a topic further back than what its readers share near the head. Who asks for a place that a read holds, or
 * will, is given of that read: when all readers come back at once, the log is asked once.
 */
export interface HistoryReads {
	/** Up to `READ_BATCH` entries right after a cursor, or why there are none to be had. */
	readonly after: (cursor: Cursor) => Promise<HistoryRead>;
	/** Lets go of entries before `oldest`, which the log no longer holds. */
	readonly forgetBefore: (oldest: number) => void;
}

interface Kept {
	/** The place it was asked for. */
	readonly cursor: Cursor;
	/** The offset that it begins after: a little before, or that of the cursor where the log holds nothing before. */
	from: number;
	readonly read: Promise<HistoryRead>;
}

export function createHistoryReads(log: Log, topic: string, counts: DoorCounts): HistoryReads {
	/** Oldest first. */
	let kept: readonly Kept[] = [];
	/** The oldest entry that the log is known to hold. */
	let oldest = 1;

	async function readLog(cursor: Cursor, limit: number): Promise<HistoryRead> {
		counts.reads += 1;
		const result = await log.read(topic, cursor, limit);
		if (!result.ok) return result;
		return { ok: true, entries: result.entries.map((entry) => sharedEntry(entry, result.epoch, counts)) };
	}

	function begin(cursor: Cursor): Kept {
		const { epoch, offset } = cursor;
		const from = Math.min(offset, Math.max(offset - READ_BEFORE, oldest - 1));
		const read = readLog({ epoch, offset: from }, READ_BATCH + offset - from).then((result) => {
			if (from === offset || reaches(result, offset)) return result;
			// What comes before the place may be gone, or the place be ahead of the head: that says nothing of it.
			one.from = offset;
			return readLog(cursor, READ_BATCH);
		});
		const one: Kept = { cursor, from, read };
		kept = [...kept, one].slice(-MAX_KEPT);
		const letGo = (): void => {
			kept = kept.filter((other) => other !== one);
		};
		// What gave nothing may give something the next time.
		read.then((result) => {
			if (entriesAfter(result, cursor).length === 0) letGo();
		}, letGo);
		return one;
	}

	return {
		async after(cursor) {
			const tried: Kept[] = [];
			for (;;) {
				const one = kept.find((other) => !tried.includes(other) && mayHold(other, cursor)) ?? begin(cursor);
				const result = await one.read;
				const entries = one.from <= cursor.offset ? entriesAfter(result, cursor) : [];
				if (entries.length > 0) return { ok: true, entries };
				if (one.cursor.offset === cursor.offset) return result.ok ? { ok: true, entries } : result;
				tried.push(one);
			}
		},
		forgetBefore(first) {
			oldest = first;
			kept = kept.filter(({ from }) => from + 1 >= first);
		},
	};
}

/** Whether a read, done or under way, may have what follows a cursor. */
function mayHold({ cursor, from }: Kept, { epoch, offset }: Cursor): boolean {
	return cursor.epoch === epoch && from <= offset && offset < cursor.offset + READ_BATCH;
}

/** Whether a read comes as far as an offset: then it tells of all that follows there, be it nothing. */
function reaches(result: HistoryRead, offset: number): boolean {
	return result.ok && (result.entries.at(-1)?.cursor.offset ?? 0) >= offset;
}

function entriesAfter(result: HistoryRead, { offset }: Cursor): readonly SharedEntry[] {
	if (!result.ok) return [];
	const first = result.entries.findIndex((entry) => entry.cursor.offset > offset);
	return first < 0 ? [] : result.entries.slice(first);
}
