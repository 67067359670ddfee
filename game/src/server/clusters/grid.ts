//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import { RadixSorter } from "./radix-sort";
import type { Roster } from "./roster";
import type { Pause } from "./slicing";

/**
 * Cells to each side of the origin. Entities farther out share the outermost cells: found as surely, only more
 * slowly. Three such axes still number every cell exactly in a 64-bit float.
 */
const EDGE = 65_536;
/** Keeps rounding from placing two points one reach apart two cells from each other. */
const SLACK = 1.001;
/** Entities handled between two pauses: about 0.05 ms. */
const CHUNK = 1024;

/**
 * Everybody of a frame in the order of the cells they stand in. An entity's index in that order is its *place*.
 * Cells are ordered along the world's longest extent first and its shortest last, so that of the cells around a
 * cell, those of one row are nearly one run of places: with what little the world has of its shortest extent
 * between them.
 */
export class Grid {
	/** How many places there are. */
	count = 0;
	/** Positions by place (x, y, z). */
	points = buffer.create(0);
	/** From a cell's key to that of the cell beside it along the middle extent, and along the longest. */
	column = 0;
	row = 0;
	/** Roster slots by place. */
	slots = buffer.create(0);
	/** How many cells have anybody in them. */
	cells = 0;
	/** Keys of those cells, ascending, with an infinite one after the last. */
	keys = buffer.create(0);
	/** The first place of each, with the number of places after the last. */
	starts = buffer.create(0);
	private readonly sorter = new RadixSorter();

	/** Orders the roster's frame; no two entities `reach` studs apart or less are more than one cell apart. */
	arrange(roster: Roster, reach: number, pause: Pause): void {
		this.count = roster.count;
		this.points = grown(this.points, this.count * Stride.Point);
		this.keys = grown(this.keys, (this.count + 1) * Bytes.F64);
		this.starts = grown(this.starts, (this.count + 1) * Bytes.I32);
		this.sorter.reserve(this.count);
		const maxKey = this.number(roster, 1 / (reach * SLACK), pause);
		this.sorter.sort(this.count, maxKey, pause);
		this.slots = this.sorter.items;
		this.gather(roster, pause);
	}

	/** Gives every entity the key of its cell, with so many cells to the stud; the largest key. */
	private number(roster: Roster, perStud: number, pause: Pause): number {
		const { positions, present, count } = roster;
		if (count === 0) return 0;
		const cells = this.points;
		const keys = this.sorter.keys;
		const items = this.sorter.items;
		let [minX, minY, minZ] = [EDGE, EDGE, EDGE];
		let [maxX, maxY, maxZ] = [-EDGE, -EDGE, -EDGE];
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const slot = buffer.readi32(present, i * Bytes.I32);
				const x = math.clamp(
					math.floor(buffer.readf64(positions, slot * Stride.Point) * perStud),
					-EDGE,
					EDGE,
				);
				const y = math.clamp(
					math.floor(buffer.readf64(positions, slot * Stride.Point + 8) * perStud),
					-EDGE,
					EDGE,
				);
				const z = math.clamp(
					math.floor(buffer.readf64(positions, slot * Stride.Point + 16) * perStud),
					-EDGE,
					EDGE,
				);
				buffer.writef64(cells, i * Stride.Point, x);
				buffer.writef64(cells, i * Stride.Point + 8, y);
				buffer.writef64(cells, i * Stride.Point + 16, z);
				if (x < minX) minX = x;
				if (x > maxX) maxX = x;
				if (y < minY) minY = y;
				if (y > maxY) maxY = y;
				if (z < minZ) minZ = z;
				if (z > maxZ) maxZ = z;
			}
		}
		const strides = this.stride([maxX - minX, maxY - minY, maxZ - minZ]);
		const [strideX, strideY, strideZ] = [strides[0]!, strides[1]!, strides[2]!];
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const x = buffer.readf64(cells, i * Stride.Point) - minX;
				const y = buffer.readf64(cells, i * Stride.Point + 8) - minY;
				const z = buffer.readf64(cells, i * Stride.Point + 16) - minZ;
				buffer.writef64(keys, i * Bytes.F64, x * strideX + y * strideY + z * strideZ);
				buffer.writei32(items, i * Bytes.I32, buffer.readi32(present, i * Bytes.I32));
			}
		}
		return (maxX - minX) * strideX + (maxY - minY) * strideY + (maxZ - minZ) * strideZ;
	}

	/** Chooses what a step along each axis adds to a key, given the extents of the world in cells. */
	private stride(extents: readonly number[]): number[] {
		const axes = [0, 1, 2];
		axes.sort((a, b) => (extents[a] === extents[b] ? a < b : extents[a]! < extents[b]!));
		// Two cells more than there are keep the end of one line from touching the start of the next.
		this.column = extents[axes[0]!]! + 3;
		this.row = this.column * (extents[axes[1]!]! + 3);
		const strides = [0, 0, 0];
		strides[axes[0]!] = 1;
		strides[axes[1]!] = this.column;
		strides[axes[2]!] = this.row;
		return strides;
	}

	/** Writes down the sorted positions, and where each cell starts. */
	private gather(roster: Roster, pause: Pause): void {
		const { points, slots, keys, starts, count } = this;
		const positions = roster.positions;
		const sorted = this.sorter.keys;
		let cells = 0;
		let lastKey = -1;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const place of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const from = buffer.readi32(slots, place * Bytes.I32) * Stride.Point;
				const to = place * Stride.Point;
				buffer.writef64(points, to, buffer.readf64(positions, from));
				buffer.writef64(points, to + 8, buffer.readf64(positions, from + 8));
				buffer.writef64(points, to + 16, buffer.readf64(positions, from + 16));
				const key = buffer.readf64(sorted, place * Bytes.F64);
				if (key !== lastKey) {
					buffer.writef64(keys, cells * Bytes.F64, key);
					buffer.writei32(starts, cells * Bytes.I32, place);
					cells += 1;
					lastKey = key;
				}
			}
		}
		buffer.writef64(keys, cells * Bytes.F64, math.huge);
		buffer.writei32(starts, cells * Bytes.I32, count);
		this.cells = cells;
	}
}
