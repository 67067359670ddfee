//!native
//!optimize 2
import { Bytes, grown } from "./buffers";
import type { Pause } from "./slicing";

/** Slots handled between two pauses: about 0.1 ms. */
const CHUNK = 1024;
/** Newcomers sorted between two pauses: about 1 ms, and only when so many come at once. */
const BATCH = 1024;

/**
 * The slots of a roster in the order of their ids. Comparing text is dear and who is there changes seldom, so the
 * order is kept from frame to frame, and everything that goes by ids goes by it.
 */
export class IdOrder {
	/** Slots by their ids, ascending. */
	slots: readonly number[] = [];
	/** By slot, a number below that of all slots that is larger the larger the id. */
	ranks = buffer.create(0);
	/** Slots added since, in batches. */
	private newcomers: number[][] = [];

	/** `ids` by slot: the id of a slot must stay as it is from `add` to `retain`. */
	constructor(private readonly ids: readonly string[]) {}

	/** Takes a slot in with the next `settle`. */
	add(slot: number): void {
		let batch = this.newcomers[this.newcomers.size() - 1];
		if (!batch || batch.size() === BATCH) {
			batch = [];
			this.newcomers.push(batch);
		}
		batch.push(slot);
	}

	/** Puts those added where they belong. Interrupted for good, it has done nothing. */
	settle(pause: Pause): void {
		const { ids, newcomers } = this;
		if (newcomers.isEmpty()) return;
		let merged = this.slots;
		for (const batch of newcomers) {
			pause();
			batch.sort((a, b) => ids[a]! < ids[b]!);
			merged = this.merge(merged, batch, pause);
		}
		this.ranks = grown(this.ranks, ids.size() * Bytes.I32);
		merged.forEach((slot, rank) => buffer.writei32(this.ranks, slot * Bytes.I32, rank));
		this.slots = merged;
		this.newcomers = [];
	}

	/** Lets go of all slots but some; the others keep their ranks. */
	retain(isKept: (slot: number) => boolean): void {
		this.slots = this.slots.filter(isKept);
	}

	/** Makes one order of two. */
	private merge(many: readonly number[], few: readonly number[], pause: Pause): number[] {
		const ids = this.ids;
		const merged: number[] = [];
		const count = few.size();
		let following = 0;
		for (const i of $range(0, many.size() - 1)) {
			if (i % CHUNK === 0) pause();
			const slot = many[i]!;
			while (following < count && ids[few[following]!]! < ids[slot]!) {
				merged.push(few[following]!);
				following += 1;
			}
			merged.push(slot);
		}
		for (const i of $range(following, count - 1)) merged.push(few[i]!);
		return merged;
	}
}
