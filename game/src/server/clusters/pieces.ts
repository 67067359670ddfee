//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import type { Pause } from "./slicing";
import { findRoot } from "./union-find";

/** Places or links handled between two pauses: about 0.1 ms. */
const CHUNK = 2048;

/** Pairs of places, as `Links` has them. */
export interface Pairs {
	readonly pairs: buffer;
	readonly count: number;
}

/**
 * The places of a grid, divided into pieces that can be joined and scattered. Each piece knows its size and the
 * ring of its members.
 */
export class Pieces {
	/** How many places there are. */
	count = 0;
	/** By place, another of its piece that is nearer to the root; at the root, itself. */
	parents = buffer.create(0);
	/** By root, the members of the piece. */
	sizes = buffer.create(0);
	/** By place, the next member of the same piece, round and round. */
	ring = buffer.create(0);
	/** Every place's own number, and ones: copying memory is far cheaper than writing numbers. */
	private identity = buffer.create(0);
	private ones = buffer.create(0);
	private prepared = 0;

	/** Makes every place a piece of its own. */
	reset(count: number, pause: Pause): void {
		this.count = count;
		this.parents = grown(this.parents, count * Bytes.I32);
		this.sizes = grown(this.sizes, count * Bytes.I32);
		this.ring = grown(this.ring, count * Bytes.I32);
		if (count > this.prepared) this.prepare(count, pause);
		buffer.copy(this.parents, 0, this.identity, 0, count * Bytes.I32);
		buffer.copy(this.sizes, 0, this.ones, 0, count * Bytes.I32);
		buffer.copy(this.ring, 0, this.identity, 0, count * Bytes.I32);
	}

	/** Extends what `reset` copies. */
	private prepare(count: number, pause: Pause): void {
		const identity = grown(this.identity, count * Bytes.I32);
		const ones = grown(this.ones, count * Bytes.I32);
		for (const place of $range(this.prepared, count - 1)) {
			if (place % CHUNK === 0) pause();
			buffer.writei32(identity, place * Bytes.I32, place);
			buffer.writei32(ones, place * Bytes.I32, 1);
		}
		this.identity = identity;
		this.ones = ones;
		this.prepared = count;
	}

	/** Joins what is linked, and leaves every place right below its root, in new pieces the lowest of them. */
	joinAll(links: Pairs, pause: Pause): void {
		const { parents } = this;
		const ends = links.pairs;
		for (const chunk of $range(0, links.count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, links.count) - 1)) {
				const a = buffer.readi32(ends, i * Stride.Link);
				const b = buffer.readi32(ends, i * Stride.Link + Bytes.I32);
				let rootA = buffer.readi32(parents, a * Bytes.I32);
				let rootB = buffer.readi32(parents, b * Bytes.I32);
				// Most links are inside a piece that is flat already; for the others, calls would cost more than the climb.
				if (rootA !== rootB) {
					let above = buffer.readi32(parents, rootA * Bytes.I32);
					while (above !== rootA) {
						rootA = above;
						above = buffer.readi32(parents, rootA * Bytes.I32);
					}
					above = buffer.readi32(parents, rootB * Bytes.I32);
					while (above !== rootB) {
						rootB = above;
						above = buffer.readi32(parents, rootB * Bytes.I32);
					}
					const root = math.min(rootA, rootB);
					buffer.writei32(parents, rootA * Bytes.I32, root);
					buffer.writei32(parents, rootB * Bytes.I32, root);
					buffer.writei32(parents, a * Bytes.I32, root);
					buffer.writei32(parents, b * Bytes.I32, root);
				}
			}
		}
		this.gather(pause);
	}

	/** Sizes and rings, anew from the parents: all at once is far cheaper than with every join. */
	private gather(pause: Pause): void {
		const { parents, sizes, ring, count } = this;
		buffer.copy(sizes, 0, this.ones, 0, count * Bytes.I32);
		buffer.copy(ring, 0, this.identity, 0, count * Bytes.I32);
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const place of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				let root = buffer.readi32(parents, place * Bytes.I32);
				if (root !== place) {
					let above = buffer.readi32(parents, root * Bytes.I32);
					while (above !== root) {
						root = above;
						above = buffer.readi32(parents, root * Bytes.I32);
					}
					buffer.writei32(parents, place * Bytes.I32, root);
					buffer.writei32(sizes, root * Bytes.I32, buffer.readi32(sizes, root * Bytes.I32) + 1);
					buffer.writei32(ring, place * Bytes.I32, buffer.readi32(ring, root * Bytes.I32));
					buffer.writei32(ring, root * Bytes.I32, place);
				}
			}
		}
	}

	root(place: number): number {
		return findRoot(this.parents, place);
	}

	/** Members of the piece that `place` is in. */
	size(place: number): number {
		return buffer.readi32(this.sizes, findRoot(this.parents, place) * Bytes.I32);
	}

	/** The member after `place` on the ring of its piece. */
	after(place: number): number {
		return buffer.readi32(this.ring, place * Bytes.I32);
	}

	/** Makes one piece of those of `a` and `b`. */
	join(a: number, b: number): void {
		const rootA = findRoot(this.parents, a);
		const rootB = findRoot(this.parents, b);
		if (rootA !== rootB) this.unite(rootA, rootB);
	}

	/** Makes one piece of those of two different roots; its root, that of the larger. */
	unite(rootA: number, rootB: number): number {
		const { parents, sizes, ring } = this;
		const sizeA = buffer.readi32(sizes, rootA * Bytes.I32);
		const sizeB = buffer.readi32(sizes, rootB * Bytes.I32);
		const into = sizeA >= sizeB ? rootA : rootB;
		const from = sizeA >= sizeB ? rootB : rootA;
		buffer.writei32(parents, from * Bytes.I32, into);
		buffer.writei32(sizes, into * Bytes.I32, sizeA + sizeB);
		// Exchanging one step of each makes one ring of two.
		const step = buffer.readi32(ring, into * Bytes.I32);
		buffer.writei32(ring, into * Bytes.I32, buffer.readi32(ring, from * Bytes.I32));
		buffer.writei32(ring, from * Bytes.I32, step);
		return into;
	}

	/** Makes one place of a piece of two or more a piece of its own; the root that the others have from then on. */
	takeOut(place: number): number {
		const { parents, ring } = this;
		const rest = this.size(place) - 1;
		const root = this.after(place);
		let member = root;
		let last = root;
		while (member !== place) {
			buffer.writei32(parents, member * Bytes.I32, root);
			last = member;
			member = buffer.readi32(ring, member * Bytes.I32);
		}
		buffer.writei32(ring, last * Bytes.I32, root);
		buffer.writei32(this.sizes, root * Bytes.I32, rest);
		buffer.writei32(ring, place * Bytes.I32, place);
		this.scatter(place);
		return root;
	}

	/** Makes every place of the piece of a root a piece of its own. */
	scatter(root: number): void {
		const { parents, sizes, ring } = this;
		let place = root;
		do {
			const following = buffer.readi32(ring, place * Bytes.I32);
			buffer.writei32(parents, place * Bytes.I32, place);
			buffer.writei32(sizes, place * Bytes.I32, 1);
			buffer.writei32(ring, place * Bytes.I32, place);
			place = following;
		} while (place !== root);
	}
}
