//!native
//!optimize 2
import type { Frame } from "../entities/entity";
import { Bytes, grown, Stride } from "./buffers";
import { IdOrder } from "./id-order";
import type { Pause } from "./slicing";

/** Entities taken in between two pauses: about 0.05 ms. */
const CHUNK = 256;
const NOT_A_NUMBER = 0 / 0;
/** In `clusters`: in no cluster. */
export const ALONE = -1;
/** In `seen`: nobody has this slot. */
const VACANT = -1;

/**
 * Gives every entity a small number, its slot, for as long as it stays in the frames, so that everything after
 * works on buffers. What a frame brings counts only after `commit`: without it the next frame starts from the
 * same past.
 */
export class Roster {
	/** Entity id by slot. */
	readonly ids: string[] = [];
	/** The slots by those ids: of everybody in this frame, and of those who were in the one committed last. */
	readonly order = new IdOrder(this.ids);
	/** Where each slot stands in this frame (x, y, z). */
	positions = buffer.create(0);
	/** Where each slot stood in the frame committed last; NaN for one that was not in it. */
	lastPositions = buffer.create(0);
	/** By slot, the place of its cluster among those of the last tick, or `ALONE`. */
	clusters = buffer.create(0);
	/** The same for the next tick; to be filled for everybody present before `commit`. */
	nextClusters = buffer.create(0);
	/** Slots of this frame, in its order. */
	present = buffer.create(0);
	/** How many they are. */
	count = 0;
	/** Entries of frames left out so far: without a finite position, or of an id that came earlier in the frame. */
	skipped = 0;

	private readonly slots = new Map<string, number>();
	private readonly vacant: number[] = [];
	private occupied = 0;
	/** By slot, the number of the frame that held it last. */
	private seen = buffer.create(0);
	private frameNumber = 0;

	/** Takes a frame in. The past (`lastPositions`, `clusters`) stays as it is. */
	intake(frame: Frame, pause: Pause): void {
		const { ids, xs, ys, zs } = frame;
		const total = ids.size();
		this.present = grown(this.present, total * Bytes.I32);
		this.frameNumber += 1;
		this.count = 0;
		const { slots, frameNumber, present } = this;
		const known = this.ids;
		let { positions, seen } = this;
		let count = 0;
		for (const chunk of $range(0, total - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, total) - 1)) {
				const x = xs[i]!;
				const y = ys[i]!;
				const z = zs[i]!;
				// Zero times a number is zero, except for NaN and the infinities.
				let usable = x * 0 + y * 0 + z * 0 === 0;
				if (usable) {
					const id = ids[i]!;
					// Frames mostly bring the same ids in the same order, and comparing is cheaper than looking up.
					let slot = buffer.readi32(present, count * Bytes.I32);
					if (known[slot] !== id || buffer.readi32(seen, slot * Bytes.I32) === VACANT) {
						slot = slots.get(id) ?? this.admit(id);
						positions = this.positions;
						seen = this.seen;
					}
					usable = buffer.readi32(seen, slot * Bytes.I32) !== frameNumber;
					if (usable) {
						buffer.writei32(seen, slot * Bytes.I32, frameNumber);
						buffer.writei32(present, count * Bytes.I32, slot);
						buffer.writef64(positions, slot * Stride.Point, x);
						buffer.writef64(positions, slot * Stride.Point + 8, y);
						buffer.writef64(positions, slot * Stride.Point + 16, z);
						count += 1;
					}
				}
				if (!usable) this.skipped += 1;
			}
		}
		this.count = count;
		this.order.settle(pause);
	}

	/** Makes this frame the past and lets go of everybody who was not in it. */
	commit(): void {
		const past = this.lastPositions;
		this.lastPositions = this.positions;
		this.positions = past;
		const clusters = this.clusters;
		this.clusters = this.nextClusters;
		this.nextClusters = clusters;
		if (this.occupied > this.count) this.dismiss();
	}

	private dismiss(): void {
		for (const slot of $range(0, this.ids.size() - 1)) {
			const seen = buffer.readi32(this.seen, slot * Bytes.I32);
			if (seen !== VACANT && seen !== this.frameNumber) {
				this.slots.delete(this.ids[slot]!);
				buffer.writei32(this.seen, slot * Bytes.I32, VACANT);
				this.vacant.push(slot);
				this.occupied -= 1;
			}
		}
		this.order.retain((slot) => buffer.readi32(this.seen, slot * Bytes.I32) !== VACANT);
	}

	private admit(id: string): number {
		const slot = this.vacant.pop() ?? this.addSlot();
		this.ids[slot] = id;
		this.slots.set(id, slot);
		this.order.add(slot);
		this.occupied += 1;
		buffer.writei32(this.seen, slot * Bytes.I32, 0);
		buffer.writei32(this.clusters, slot * Bytes.I32, ALONE);
		for (const axis of $range(0, 2))
			buffer.writef64(this.lastPositions, slot * Stride.Point + axis * 8, NOT_A_NUMBER);
		return slot;
	}

	private addSlot(): number {
		const slot = this.ids.size();
		const slots = slot + 1;
		this.positions = grown(this.positions, slots * Stride.Point);
		this.lastPositions = grown(this.lastPositions, slots * Stride.Point);
		this.clusters = grown(this.clusters, slots * Bytes.I32);
		this.nextClusters = grown(this.nextClusters, slots * Bytes.I32);
		this.seen = grown(this.seen, slots * Bytes.I32);
		return slot;
	}
}
