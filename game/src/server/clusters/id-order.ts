//!native
//!optimize 2
import { Bytes, grown } from "./buffers";
import type { Pause } from "./slicing";

/** Slots handled between two pauses: about 0.1 ms. */
const CHUNK = 1024;

/**
 * The slots of a roster in the order of their ids. Comparing text is dear and who is there changes seldom, so the
 * order is kept from frame to frame, and everything that goes by ids goes by it.
 */
export class IdOrder {
	/** Slots by their ids, ascending. */
	slots: readonly number[] = [];
	/** By slot, a number below that of all slots that is larger the larger the id. */
	ranks = buffer.create(0);
	private newcomers: number[] = [];

	/** `ids` by slot: the id of a slot must stay as it is from `add` to `retain`. */
	constructor(private readonly ids: readonly string[]) {}

	/** Takes a slot in with the next `settle`. */
	add(slot: number): void {
		this.newcomers.push(slot);
	}

	/** Puts those added where they belong. Interrupted for good, it has done nothing. */
	settle(pause: Pause): void {
		const { ids, newcomers } = this;
		if (newcomers.isEmpty()) return;
		pause();
		newcomers.sort((a, b) => ids[a]! < ids[b]!);
		const arriving = newcomers.size();
		const merged: number[] = [];
		let arrived = 0;
		this.slots.forEach((slot, index) => {
			if (index % CHUNK === 0) pause();
			while (arrived < arriving && ids[newcomers[arrived]!]! < ids[slot]!) {
				merged.push(newcomers[arrived]!);
				arrived += 1;
			}
			merged.push(slot);
		});
		for (const i of $range(arrived, arriving - 1)) merged.push(newcomers[i]!);
		this.ranks = grown(this.ranks, ids.size() * Bytes.I32);
		merged.forEach((slot, rank) => buffer.writei32(this.ranks, slot * Bytes.I32, rank));
		this.slots = merged;
		this.newcomers = [];
	}

	/** Lets go of all slots but some; the others keep their ranks. */
	retain(isKept: (slot: number) => boolean): void {
		this.slots = this.slots.filter(isKept);
	}
}
