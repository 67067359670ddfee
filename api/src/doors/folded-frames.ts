import { keepNewest } from "../log/keep-newest.js";
import type { DoorCounts } from "./door-counts.js";
import { readyFrame, type ReadyFrame } from "./ready-frame.js";
import type { SharedEntry } from "./shared-entry.js";
import type { TopicView } from "./topic-view.js";

/** Readers who fell behind together are sent the same few frames. */
const MAX_KEPT = 8;

/** Of the entries in one frame: a few milliseconds of reading, in which nobody else is served. */
const MAX_CHARACTERS = 512 * 1024;

/** Frames that stand for many entries of a topic, made once for all readers who are to have the same. */
export interface FoldedFrames {
	/**
	 * One frame for as many of the first entries as is well; its cursor tells how many. Undefined where they have to
	 * be sent one by one.
	 */
	readonly frame: (view: TopicView, entries: readonly SharedEntry[]) => ReadyFrame | undefined;
	/** Lets go of entries before `oldest`, which the log no longer holds. */
	readonly forgetBefore: (oldest: number) => void;
}

interface Kept {
	readonly first: number;
	readonly frame: ReadyFrame | undefined;
}

export function createFoldedFrames(counts: DoorCounts): FoldedFrames {
	/** Oldest first. */
	const kept = new Map<string, Kept>();

	function frameOf(view: TopicView, entries: readonly SharedEntry[]): ReadyFrame | undefined {
		const { cursor } = entries[0]!;
		const key = [view.key, cursor.epoch, cursor.offset, entries.length].join("\n");
		const known = kept.get(key);
		if (known) return known.frame;
		const folded = view.fold?.(entries.map(({ entry }) => entry));
		const frame = folded && readyFrame(folded, entries.at(-1)!.cursor, counts);
		keepNewest(kept, [key, { first: cursor.offset, frame }], MAX_KEPT);
		return frame;
	}

	return {
		frame(view, entries) {
			const few = view.fold ? firstOf(entries) : [];
			const frame = few.length > 1 ? frameOf(view, few) : undefined;
			if (frame) counts.folded += 1;
			return frame;
		},
		forgetBefore(oldest) {
			for (const [key, { first }] of kept) if (first < oldest) kept.delete(key);
		},
	};
}

/** As many of the first entries as do not weigh too much together, at least one. */
function firstOf(entries: readonly SharedEntry[]): readonly SharedEntry[] {
	let characters = 0;
	const end = entries.findIndex(({ entry }, index) => {
		characters += entry.data.length;
		return characters > MAX_CHARACTERS && index > 0;
	});
	return end < 0 ? entries : entries.slice(0, end);
}
