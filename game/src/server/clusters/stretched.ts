//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import type { Pause } from "./slicing";

/** In `first` and `following`: no more. */
const NONE = -1;
/** Pairs looked at between two pauses: about 0.1 ms. */
const CHUNK = 2048;

/** What decides whether a pair that is too far apart to become linked still is. */
export interface LastFrame {
	/** Roster slots by place of the frame at hand. */
	readonly slots: buffer;
	/** How many slots there are. */
	readonly total: number;
	/** Where each slot stood in the last committed frame; NaN for one that was not in it. */
	readonly positions: buffer;
	/** The stretched links of that frame. */
	readonly stretched: StretchedLinks;
	/** Squares of the lengths that make and break a link. */
	readonly formSquared: number;
	readonly breakSquared: number;
}

/**
 * The links that are longer than the length at which links form. They alone must be remembered: every other
 * link of a tick follows from where its two ends stood.
 */
export class StretchedLinks {
	/** Pairs of places between the two lengths: those that may be links, and after `sift` those that are. */
	pairs = buffer.create(0);
	count = 0;
	/** By slot, the first link to a slot with a larger number; by link, the next one; and that slot. */
	private first = buffer.create(0);
	private following = buffer.create(0);
	private partners = buffer.create(0);

	/** Keeps those pairs that were linked in the last frame. */
	sift({ slots, total, positions, stretched, formSquared, breakSquared }: LastFrame, pause: Pause): void {
		const { first: lastFirst, following: lastFollowing, partners: lastPartners } = stretched;
		const lastTotal = buffer.len(lastFirst) / Bytes.I32;
		this.reserve(total);
		const { pairs: ends, first, following, partners, count } = this;
		let kept = 0;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const from = buffer.readi32(ends, i * Stride.Link);
				const to = buffer.readi32(ends, i * Stride.Link + Bytes.I32);
				const a = buffer.readi32(slots, from * Bytes.I32);
				const b = buffer.readi32(slots, to * Bytes.I32);
				const dx = buffer.readf64(positions, a * Stride.Point) - buffer.readf64(positions, b * Stride.Point);
				const dy =
					buffer.readf64(positions, a * Stride.Point + 8) - buffer.readf64(positions, b * Stride.Point + 8);
				const dz =
					buffer.readf64(positions, a * Stride.Point + 16) - buffer.readf64(positions, b * Stride.Point + 16);
				const squared = dx * dx + dy * dy + dz * dz;
				// Who is new stood nowhere, and NaN is within no length.
				if (squared <= breakSquared) {
					const low = math.min(a, b);
					const high = math.max(a, b);
					let wasLinked = squared <= formSquared;
					if (!wasLinked && low < lastTotal) {
						let link = buffer.readi32(lastFirst, low * Bytes.I32);
						while (link !== NONE && buffer.readi32(lastPartners, link * Bytes.I32) !== high)
							link = buffer.readi32(lastFollowing, link * Bytes.I32);
						wasLinked = link !== NONE;
					}
					if (wasLinked) {
						buffer.writei32(ends, kept * Stride.Link, from);
						buffer.writei32(ends, kept * Stride.Link + Bytes.I32, to);
						buffer.writei32(partners, kept * Bytes.I32, high);
						buffer.writei32(following, kept * Bytes.I32, buffer.readi32(first, low * Bytes.I32));
						buffer.writei32(first, low * Bytes.I32, kept);
						kept += 1;
					}
				}
			}
		}
		this.count = kept;
	}

	/** Whether the two slots are linked so; slots never seen are not. */
	has(a: number, b: number): boolean {
		const low = math.min(a, b);
		const high = math.max(a, b);
		if ((low + 1) * Bytes.I32 > buffer.len(this.first)) return false;
		let link = buffer.readi32(this.first, low * Bytes.I32);
		while (link !== NONE && buffer.readi32(this.partners, link * Bytes.I32) !== high)
			link = buffer.readi32(this.following, link * Bytes.I32);
		return link !== NONE;
	}

	/** Forgets all links and makes room for `count` of them, among slots below `total`. */
	private reserve(total: number): void {
		this.following = grown(this.following, this.count * Bytes.I32);
		this.partners = grown(this.partners, this.count * Bytes.I32);
		this.first = grown(this.first, total * Bytes.I32);
		// All bits set reads as NONE.
		buffer.fill(this.first, 0, 255);
	}
}
