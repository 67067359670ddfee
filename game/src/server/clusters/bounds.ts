//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import type { Pieces } from "./pieces";
import type { Pause } from "./slicing";
import { findRoot } from "./union-find";

/** Places handled between two pauses: about 0.05 ms. */
const CHUNK = 2048;

/** How large a cluster may be. */
export interface Caps {
	readonly maxClusterMembers: number;
	/** Studs between any two members. */
	readonly maxClusterDiameterStuds: number;
	/** Studs that two who are linked are apart at most. */
	readonly unlinkStuds: number;
}

/**
 * Keeps pieces within the caps. It holds a box around each piece it was asked about, at the piece's root, which
 * settles nearly every question of distance at once.
 */
export class Bounds {
	private boxes = buffer.create(0);
	private points = buffer.create(0);
	/** So few members can break no cap, even all in one line. */
	readonly harmless: number;
	private readonly maxSquared: number;

	constructor(
		readonly caps: Caps,
		private readonly pieces: Pieces,
	) {
		const links = math.floor(caps.maxClusterDiameterStuds / caps.unlinkStuds);
		this.harmless = math.min(caps.maxClusterMembers, links + 1);
		this.maxSquared = caps.maxClusterDiameterStuds * caps.maxClusterDiameterStuds;
	}

	/** Begins anew with positions by place. */
	reset(points: buffer): void {
		this.points = points;
		this.boxes = grown(this.boxes, this.pieces.count * Stride.Box);
	}

	/**
	 * Draws the boxes around all pieces of places for which `marks` holds a 32-bit number other than 0, as
	 * `Pieces.joinAll` leaves them: every root the lowest place of its piece.
	 */
	drawAll(marks: buffer, pause: Pause): void {
		const { boxes, points } = this;
		const { parents, count } = this.pieces;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const place of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				if (buffer.readi32(marks, place * Bytes.I32) === 0) continue;
				const x = buffer.readf64(points, place * Stride.Point);
				const y = buffer.readf64(points, place * Stride.Point + 8);
				const z = buffer.readf64(points, place * Stride.Point + 16);
				const root = buffer.readi32(parents, place * Bytes.I32);
				const at = root * Stride.Box;
				if (root === place) {
					buffer.writef64(boxes, at, x);
					buffer.writef64(boxes, at + 8, y);
					buffer.writef64(boxes, at + 16, z);
					buffer.writef64(boxes, at + 24, x);
					buffer.writef64(boxes, at + 32, y);
					buffer.writef64(boxes, at + 40, z);
				} else {
					buffer.writef64(boxes, at, math.min(buffer.readf64(boxes, at), x));
					buffer.writef64(boxes, at + 8, math.min(buffer.readf64(boxes, at + 8), y));
					buffer.writef64(boxes, at + 16, math.min(buffer.readf64(boxes, at + 16), z));
					buffer.writef64(boxes, at + 24, math.max(buffer.readf64(boxes, at + 24), x));
					buffer.writef64(boxes, at + 32, math.max(buffer.readf64(boxes, at + 32), y));
					buffer.writef64(boxes, at + 40, math.max(buffer.readf64(boxes, at + 40), z));
				}
			}
		}
	}

	/**
	 * Whether the piece of a root keeps within the caps; draws its box. It must be asked anew after any other's join
	 * or scatter.
	 */
	holds(root: number): boolean {
		if (buffer.readi32(this.pieces.sizes, root * Bytes.I32) > this.caps.maxClusterMembers) return false;
		this.measure(root);
		return this.near(root, root);
	}

	/** Joins the pieces of two places if the whole keeps within the caps; whether they are one now. */
	join(a: number, b: number): boolean {
		const { parents, sizes } = this.pieces;
		const rootA = findRoot(parents, a);
		const rootB = findRoot(parents, b);
		if (rootA === rootB) return true;
		const size = buffer.readi32(sizes, rootA * Bytes.I32) + buffer.readi32(sizes, rootB * Bytes.I32);
		if (size > this.harmless && (size > this.caps.maxClusterMembers || !this.near(rootA, rootB)))
			return false;
		const into = this.pieces.unite(rootA, rootB);
		this.extend(into, into === rootA ? rootB : rootA);
		return true;
	}

	/** Takes the piece of a root apart, into single places. */
	scatter(root: number): void {
		const { pieces, boxes, points } = this;
		const { ring } = pieces;
		let place = root;
		do {
			const x = buffer.readf64(points, place * Stride.Point);
			const y = buffer.readf64(points, place * Stride.Point + 8);
			const z = buffer.readf64(points, place * Stride.Point + 16);
			const at = place * Stride.Box;
			buffer.writef64(boxes, at, x);
			buffer.writef64(boxes, at + 8, y);
			buffer.writef64(boxes, at + 16, z);
			buffer.writef64(boxes, at + 24, x);
			buffer.writef64(boxes, at + 32, y);
			buffer.writef64(boxes, at + 40, z);
			place = buffer.readi32(ring, place * Bytes.I32);
		} while (place !== root);
		pieces.scatter(root);
	}

	/** Takes one place out of a piece of two or more; the others stay one, for fewer break no cap. */
	release(place: number): void {
		this.measure(this.pieces.takeOut(place));
		this.measure(place);
	}

	/** Draws the box around the piece of a root. */
	private measure(root: number): void {
		const { boxes, points } = this;
		const ring = this.pieces.ring;
		let [minX, minY, minZ] = [math.huge, math.huge, math.huge];
		let [maxX, maxY, maxZ] = [-math.huge, -math.huge, -math.huge];
		let place = root;
		do {
			const x = buffer.readf64(points, place * Stride.Point);
			const y = buffer.readf64(points, place * Stride.Point + 8);
			const z = buffer.readf64(points, place * Stride.Point + 16);
			minX = math.min(minX, x);
			minY = math.min(minY, y);
			minZ = math.min(minZ, z);
			maxX = math.max(maxX, x);
			maxY = math.max(maxY, y);
			maxZ = math.max(maxZ, z);
			place = buffer.readi32(ring, place * Bytes.I32);
		} while (place !== root);
		const at = root * Stride.Box;
		buffer.writef64(boxes, at, minX);
		buffer.writef64(boxes, at + 8, minY);
		buffer.writef64(boxes, at + 16, minZ);
		buffer.writef64(boxes, at + 24, maxX);
		buffer.writef64(boxes, at + 32, maxY);
		buffer.writef64(boxes, at + 40, maxZ);
	}

	/** Draws the box of one root around that of another too. */
	private extend(into: number, from: number): void {
		const boxes = this.boxes;
		for (const axis of $range(0, 2)) {
			const low = into * Stride.Box + axis * Bytes.F64;
			const high = low + Stride.Point;
			const otherLow = from * Stride.Box + axis * Bytes.F64;
			const otherHigh = otherLow + Stride.Point;
			buffer.writef64(boxes, low, math.min(buffer.readf64(boxes, low), buffer.readf64(boxes, otherLow)));
			buffer.writef64(boxes, high, math.max(buffer.readf64(boxes, high), buffer.readf64(boxes, otherHigh)));
		}
	}

	/** Whether every member of one piece with a box is within the diameter of every member of another (or the same). */
	near(rootA: number, rootB: number): boolean {
		if (this.boxesNear(rootA, rootB)) return true;
		const { points, maxSquared } = this;
		const ring = this.pieces.ring;
		let a = rootA;
		do {
			const x = buffer.readf64(points, a * Stride.Point);
			const y = buffer.readf64(points, a * Stride.Point + 8);
			const z = buffer.readf64(points, a * Stride.Point + 16);
			let b = rootB;
			do {
				const dx = x - buffer.readf64(points, b * Stride.Point);
				const dy = y - buffer.readf64(points, b * Stride.Point + 8);
				const dz = z - buffer.readf64(points, b * Stride.Point + 16);
				if (dx * dx + dy * dy + dz * dz > maxSquared) return false;
				b = buffer.readi32(ring, b * Bytes.I32);
			} while (b !== rootB);
			a = buffer.readi32(ring, a * Bytes.I32);
		} while (a !== rootA);
		return true;
	}

	/** The cheap answer, right where it is yes: corners of the common box are farther apart than any members. */
	private boxesNear(rootA: number, rootB: number): boolean {
		const boxes = this.boxes;
		let squared = 0;
		for (const axis of $range(0, 2)) {
			const a = rootA * Stride.Box + axis * Bytes.F64;
			const b = rootB * Stride.Box + axis * Bytes.F64;
			const low = math.min(buffer.readf64(boxes, a), buffer.readf64(boxes, b));
			const high = math.max(buffer.readf64(boxes, a + Stride.Point), buffer.readf64(boxes, b + Stride.Point));
			squared += (high - low) * (high - low);
		}
		return squared <= this.maxSquared;
	}
}
