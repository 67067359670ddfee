//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import { RadixSorter } from "./radix-sort";
import type { Scene } from "./scene";
import { rankAt } from "./scene";
import type { Pause } from "./slicing";

/** Links handled between two pauses: about 0.1 ms. */
const CHUNK = 2048;

/**
 * Puts some links of a scene in order: by key, and where keys are equal by the smaller id of the two ends, then
 * by the larger. Ids are looked at only where keys are equal, which is seldom.
 */
export class LinkOrder {
	/** How many links were added. */
	count = 0;
	private readonly byKey = new RadixSorter();
	private readonly byIds = new RadixSorter();
	/** Where in the order the links with equal keys stand. */
	private tied = buffer.create(0);
	private maxKey = 0;

	/** Begins anew, with room for so many links. */
	clear(room: number): void {
		this.byKey.reserve(room);
		this.count = 0;
		this.maxKey = 0;
	}

	/** Adds the link at an index of the scene's links, with a whole, non-negative key. */
	add(link: number, key: number): void {
		const index = this.count;
		this.count += 1;
		buffer.writef64(this.byKey.keys, index * Bytes.F64, key);
		buffer.writei32(this.byKey.items, index * Bytes.I32, link);
		if (key > this.maxKey) this.maxKey = key;
	}

	/** The link that is at `index` in the order. */
	at(index: number): number {
		return buffer.readi32(this.byKey.items, index * Bytes.I32);
	}

	sort(scene: Scene, pause: Pause): void {
		this.byKey.sort(this.count, this.maxKey, pause);
		const ties = this.collectTies(pause);
		if (ties > 0) this.breakTies(scene, ties, pause);
	}

	/** Writes down where keys are equal to a neighbour's; how many there are. */
	private collectTies(pause: Pause): number {
		const { count } = this;
		const keys = this.byKey.keys;
		this.tied = grown(this.tied, count * Bytes.I32);
		let ties = 0;
		for (const i of $range(0, count - 1)) {
			if (i % CHUNK === 0) pause();
			const key = buffer.readf64(keys, i * Bytes.F64);
			const likeLast = i > 0 && buffer.readf64(keys, (i - 1) * Bytes.F64) === key;
			const likeNext = i < count - 1 && buffer.readf64(keys, (i + 1) * Bytes.F64) === key;
			if (likeLast || likeNext) {
				buffer.writei32(this.tied, ties * Bytes.I32, i);
				ties += 1;
			}
		}
		return ties;
	}

	/** Sorts the tied links by their ids, then back by key, and puts them where tied links stand. */
	private breakTies(scene: Scene, ties: number, pause: Pause): void {
		const { byKey, byIds, tied } = this;
		const linkPairs = scene.links.pairs;
		const ranks = scene.roster.ids.size();
		byIds.reserve(ties);
		for (const i of $range(0, ties - 1)) {
			if (i % CHUNK === 0) pause();
			const index = buffer.readi32(tied, i * Bytes.I32);
			const link = this.at(index) * Stride.Link;
			const a = rankAt(scene, buffer.readi32(linkPairs, link));
			const b = rankAt(scene, buffer.readi32(linkPairs, link + Bytes.I32));
			buffer.writef64(byIds.keys, i * Bytes.F64, math.min(a, b) * ranks + math.max(a, b));
			buffer.writei32(byIds.items, i * Bytes.I32, index);
		}
		byIds.sort(ties, ranks * ranks, pause);
		for (const i of $range(0, ties - 1)) {
			if (i % CHUNK === 0) pause();
			const index = buffer.readi32(byIds.items, i * Bytes.I32);
			buffer.writef64(byIds.keys, i * Bytes.F64, buffer.readf64(byKey.keys, index * Bytes.F64));
			buffer.writei32(byIds.items, i * Bytes.I32, this.at(index));
		}
		byIds.sort(ties, this.maxKey, pause);
		for (const i of $range(0, ties - 1)) {
			if (i % CHUNK === 0) pause();
			const index = buffer.readi32(tied, i * Bytes.I32);
			buffer.writei32(byKey.items, index * Bytes.I32, buffer.readi32(byIds.items, i * Bytes.I32));
		}
	}
}
