//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import type { Grid } from "./grid";
import type { Roster } from "./roster";
import type { Pause } from "./slicing";
import { StretchedLinks } from "./stretched";

/** Pairs looked at between two pauses: about 0.1 ms. */
const CHUNK = 10_000;
/** Makes more than the bytes of a link of the smallest difference between two squared lengths. */
const STEEP = 2 ** 200;

/** Lengths that make and break a link, in studs. */
export interface LinkRange {
	/** At most this far apart, two entities become linked. */
	readonly linkStuds: number;
	/** Farther apart than this, they cease to be. */
	readonly unlinkStuds: number;
}

/**
 * Square of the distance in studs between the points at two indices of a buffer of positions. Here, for only
 * within its own file is a function written into the loops that call it.
 */
export function squaredDistance(points: buffer, a: number, b: number): number {
	const dx = buffer.readf64(points, a * Stride.Point) - buffer.readf64(points, b * Stride.Point);
	const dy = buffer.readf64(points, a * Stride.Point + 8) - buffer.readf64(points, b * Stride.Point + 8);
	const dz = buffer.readf64(points, a * Stride.Point + 16) - buffer.readf64(points, b * Stride.Point + 16);
	return dx * dx + dy * dy + dz * dz;
}

/** Which cells a cell is matched with: those whose keys are larger by `from` to `to`. */
interface Offsets {
	readonly from: number;
	readonly to: number;
	readonly pause: Pause;
}

/** The bytes of a link where a squared length is within a limit, else none; told without a branch. */
function stepWithin(limit: number, squared: number): number {
	return math.clamp(Stride.Link + (limit - squared) * STEEP, 0, Stride.Link);
}

/**
 * Who is linked with whom. Links are state: between the two lengths a pair stays as it was. A pair that was not
 * in the last committed frame together was not linked.
 */
export class Links {
	/** Pairs of places, each pair once, in no particular order. */
	pairs = buffer.create(0);
	count = 0;
	private readonly formSquared: number;
	private readonly breakSquared: number;
	private stretched = new StretchedLinks();
	private lastStretched = new StretchedLinks();

	constructor(readonly range: LinkRange) {
		this.formSquared = range.linkStuds * range.linkStuds;
		this.breakSquared = range.unlinkStuds * range.unlinkStuds;
	}

	/** Finds all links of the frame that the grid has put in order. */
	find(grid: Grid, roster: Roster, pause: Pause): void {
		const { column, row } = grid;
		this.count = 0;
		this.stretched.count = 0;
		// Of the cells around a cell, half come later in the grid's order, in its own row and the next; from
		// the others the cell is found in turn.
		this.match(grid, { from: 0, to: column + 1, pause });
		this.match(grid, { from: row - column - 1, to: row + column + 1, pause });
		this.settle(grid, roster, pause);
	}

	/**
	 * Finds the near and the stretched pairs of every cell with the cells whose keys are larger by `from` to `to`.
	 * They are one run of cells, and as keys rise so do its start and its end: two pointers that only ever move on.
	 */
	private match(grid: Grid, { from, to, pause }: Offsets): void {
		const { cells, keys, starts, points } = grid;
		const { formSquared, breakSquared } = this;
		let near = this.pairs;
		let stretched = this.stretched.pairs;
		let nearSize = this.count * Stride.Link;
		let stretchedSize = this.stretched.count * Stride.Link;
		let nearRoom = buffer.len(near);
		let stretchedRoom = buffer.len(stretched);
		let looked = 0;
		let first = 0;
		let after = 0;
		for (const cell of $range(0, cells - 1)) {
			const key = buffer.readf64(keys, cell * Bytes.F64);
			while (buffer.readf64(keys, first * Bytes.F64) < key + from) first += 1;
			while (buffer.readf64(keys, after * Bytes.F64) <= key + to) after += 1;
			if (first < after) {
				const start = buffer.readi32(starts, first * Bytes.I32);
				const stop = buffer.readi32(starts, after * Bytes.I32);
				const cellStart = buffer.readi32(starts, cell * Bytes.I32);
				const cellEnd = buffer.readi32(starts, (cell + 1) * Bytes.I32);
				for (const place of $range(cellStart, cellEnd - 1)) {
					const most = (stop - start) * Stride.Link;
					if (nearSize + most > nearRoom) {
						near = grown(near, nearSize + most);
						nearRoom = buffer.len(near);
					}
					if (stretchedSize + most > stretchedRoom) {
						stretched = grown(stretched, stretchedSize + most);
						stretchedRoom = buffer.len(stretched);
					}
					const x = buffer.readf64(points, place * Stride.Point);
					const y = buffer.readf64(points, place * Stride.Point + 8);
					const z = buffer.readf64(points, place * Stride.Point + 16);
					// In its own row a place looks only ahead, so that each pair is met once.
					for (const other of $range(math.max(start, place + 1), stop - 1)) {
						const at = other * Stride.Point;
						const dx = x - buffer.readf64(points, at);
						const dy = y - buffer.readf64(points, at + 8);
						const dz = z - buffer.readf64(points, at + 16);
						const squared = dx * dx + dy * dy + dz * dz;
						// How a comparison goes is as good as random, and wrong guesses of the processor cost more than the
						// rest: so every pair is written to both lists, and stays only where the list grows by it.
						buffer.writei32(near, nearSize, place);
						buffer.writei32(near, nearSize + Bytes.I32, other);
						buffer.writei32(stretched, stretchedSize, place);
						buffer.writei32(stretched, stretchedSize + Bytes.I32, other);
						const step = stepWithin(formSquared, squared);
						nearSize += step;
						stretchedSize += stepWithin(breakSquared, squared) - step;
					}
					looked += stop - start;
					if (looked > CHUNK) {
						pause();
						looked = 0;
					}
				}
			}
			looked += 1;
		}
		this.pairs = near;
		this.count = nearSize / Stride.Link;
		this.stretched.pairs = stretched;
		this.stretched.count = stretchedSize / Stride.Link;
	}

	/** Adds the stretched pairs that were linked in the last committed frame. */
	private settle({ slots }: Grid, { ids, lastPositions }: Roster, pause: Pause): void {
		const { stretched, lastStretched, formSquared, breakSquared } = this;
		const last = { positions: lastPositions, stretched: lastStretched };
		stretched.sift({ ...last, slots, total: ids.size(), formSquared, breakSquared }, pause);
		this.pairs = grown(this.pairs, (this.count + stretched.count) * Stride.Link);
		buffer.copy(this.pairs, this.count * Stride.Link, stretched.pairs, 0, stretched.count * Stride.Link);
		this.count += stretched.count;
	}

	/** Whether links of the last `find` among these places of the grid alone connect them all. Reorders them. */
	connect({ points, slots }: Grid, places: number[]): boolean {
		const { formSquared, breakSquared, stretched } = this;
		const count = places.size();
		// Those reached stand first; each of them in turn reaches for those behind.
		let reached = 1;
		let turn = 0;
		while (turn < reached && reached < count) {
			const from = places[turn]!;
			for (const i of $range(reached, count - 1)) {
				const to = places[i]!;
				const squared = squaredDistance(points, from, to);
				const linked =
					squared <= formSquared ||
					(squared <= breakSquared &&
						stretched.has(buffer.readi32(slots, from * Bytes.I32), buffer.readi32(slots, to * Bytes.I32)));
				if (linked) {
					places[i] = places[reached]!;
					places[reached] = to;
					reached += 1;
				}
			}
			turn += 1;
		}
		return reached === count;
	}

	/** Makes the links found last the past. */
	commit(): void {
		const past = this.lastStretched;
		this.lastStretched = this.stretched;
		this.stretched = past;
	}
}
