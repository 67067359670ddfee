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
	/** To be filled with keys and with indices of the scene's links; the items are in order after `sort`. */
	readonly byKey = new RadixSorter();
	private readonly byIds = new RadixSorter();
	/** Where in the order the links with equal keys stand. */
	private tied = buffer.create(0);

	/** Keys are whole numbers from 0 to `maxKey`. */
	constructor(private readonly maxKey: number) {}

	sort(scene: Scene, count: number, pause: Pause): void {
		this.byKey.sort(count, this.maxKey, pause);
		const ties = this.collectTies(count, pause);
		if (ties > 0) this.breakTies(scene, ties, pause);
	}

	/** Writes down where keys are equal to a neighbour's; how many there are. */
	private collectTies(count: number, pause: Pause): number {
		const keys = this.byKey.keys;
		this.tied = grown(this.tied, count * Bytes.I32);
		let ties = 0;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const key = buffer.readf64(keys, i * Bytes.F64);
				const likeLast = i > 0 && buffer.readf64(keys, (i - 1) * Bytes.F64) === key;
				const likeNext = i < count - 1 && buffer.readf64(keys, (i + 1) * Bytes.F64) === key;
				if (likeLast || likeNext) {
					buffer.writei32(this.tied, ties * Bytes.I32, i);
					ties += 1;
				}
			}
		}
		return ties;
	}

	/** Sorts the tied links by their ids, then back by key, and puts them where tied links stand. */
	private breakTies(scene: Scene, ties: number, pause: Pause): void {
		const { byIds, tied } = this;
		const { keys, items } = this.byKey;
		const linkPairs = scene.links.pairs;
		const ranks = scene.roster.ids.size();
		byIds.reserve(ties);
		for (const chunk of $range(0, ties - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, ties) - 1)) {
				const index = buffer.readi32(tied, i * Bytes.I32);
				const link = buffer.readi32(items, index * Bytes.I32) * Stride.Link;
				const a = rankAt(scene, buffer.readi32(linkPairs, link));
				const b = rankAt(scene, buffer.readi32(linkPairs, link + Bytes.I32));
				buffer.writef64(byIds.keys, i * Bytes.F64, math.min(a, b) * ranks + math.max(a, b));
				buffer.writei32(byIds.items, i * Bytes.I32, index);
			}
		}
		byIds.sort(ties, ranks * ranks, pause);
		for (const chunk of $range(0, ties - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, ties) - 1)) {
				const index = buffer.readi32(byIds.items, i * Bytes.I32);
				buffer.writef64(byIds.keys, i * Bytes.F64, buffer.readf64(keys, index * Bytes.F64));
				buffer.writei32(byIds.items, i * Bytes.I32, buffer.readi32(items, index * Bytes.I32));
			}
		}
		byIds.sort(ties, this.maxKey, pause);
		for (const chunk of $range(0, ties - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, ties) - 1)) {
				const index = buffer.readi32(tied, i * Bytes.I32);
				buffer.writei32(items, index * Bytes.I32, buffer.readi32(byIds.items, i * Bytes.I32));
			}
		}
	}
}
