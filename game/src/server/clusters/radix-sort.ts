//!native
//!optimize 2
import { Bytes, grown } from "./buffers";
import type { Pause } from "./slicing";

/** Bits of a digit at most: few enough that counting its values costs less than the items of a small world. */
const MAX_DIGIT_BITS = 11;
/** Items moved between two pauses: about 0.05 ms. */
const CHUNK = 2048;

/**
 * Sorts whole numbers from 0 to 2^53 together with an item each, in time linear in their count. Fill `keys`
 * (64-bit floats) and `items` (32-bit integers) after `reserve`, and read them again after `sort`, which may
 * have exchanged the buffers for others.
 */
export class RadixSorter {
	keys = buffer.create(0);
	items = buffer.create(0);
	private spareKeys = buffer.create(0);
	private spareItems = buffer.create(0);
	/** How many values a digit has. */
	private radix = 1;
	/** To multiply by: dividing by a power of two is as exact and several times slower. */
	private perRadix = 1;
	private readonly counts = buffer.create(2 ** MAX_DIGIT_BITS * Bytes.I32);

	/** Makes room for `count` items; what was filled in before stays. */
	reserve(count: number): void {
		this.keys = grown(this.keys, count * Bytes.F64);
		this.items = grown(this.items, count * Bytes.I32);
	}

	/** Ascending by key; items of equal keys keep their order. */
	sort(count: number, maxKey: number, pause: Pause): void {
		this.spareKeys = grown(this.spareKeys, buffer.len(this.keys));
		this.spareItems = grown(this.spareItems, buffer.len(this.items));
		// As few digits as will do, all about as long, so that no values are counted in vain.
		const bits = math.max(1, math.ceil(math.log(maxKey + 1, 2)));
		this.radix = 2 ** math.ceil(bits / math.ceil(bits / MAX_DIGIT_BITS));
		this.perRadix = 1 / this.radix;
		let scale = 1;
		while (maxKey * scale >= 1) {
			this.countDigits(count, scale, pause);
			this.distribute(count, scale, pause);
			scale *= this.perRadix;
		}
	}

	/** Leaves in `counts` where the first item of each digit belongs. */
	private countDigits(count: number, scale: number, pause: Pause): void {
		const keys = this.keys;
		const { counts, radix, perRadix } = this;
		buffer.fill(counts, 0, 0, radix * Bytes.I32);
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const higher = math.floor(buffer.readf64(keys, i * Bytes.F64) * scale);
				const at = (higher - math.floor(higher * perRadix) * radix) * Bytes.I32;
				buffer.writei32(counts, at, buffer.readi32(counts, at) + 1);
			}
		}
		let before = 0;
		for (const digit of $range(0, radix - 1)) {
			const here = buffer.readi32(counts, digit * Bytes.I32);
			buffer.writei32(counts, digit * Bytes.I32, before);
			before += here;
		}
	}

	private distribute(count: number, scale: number, pause: Pause): void {
		const keys = this.keys;
		const items = this.items;
		const toKeys = this.spareKeys;
		const toItems = this.spareItems;
		const { counts, radix, perRadix } = this;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const key = buffer.readf64(keys, i * Bytes.F64);
				const higher = math.floor(key * scale);
				const at = (higher - math.floor(higher * perRadix) * radix) * Bytes.I32;
				const to = buffer.readi32(counts, at);
				buffer.writei32(counts, at, to + 1);
				buffer.writef64(toKeys, to * Bytes.F64, key);
				buffer.writei32(toItems, to * Bytes.I32, buffer.readi32(items, i * Bytes.I32));
			}
		}
		this.keys = toKeys;
		this.items = toItems;
		this.spareKeys = keys;
		this.spareItems = items;
	}
}
