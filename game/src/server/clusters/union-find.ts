//!native
//!optimize 2
import { Bytes } from "./buffers";

/**
 * The root that stands for the set of `item`. `parents` holds an index by item (32-bit integers), that of a
 * root being its own. Shortens the way as it goes.
 */
export function findRoot(parents: buffer, item: number): number {
	let at = item;
	let parent = buffer.readi32(parents, at * Bytes.I32);
	while (parent !== at) {
		const above = buffer.readi32(parents, parent * Bytes.I32);
		buffer.writei32(parents, at * Bytes.I32, above);
		at = above;
		parent = buffer.readi32(parents, at * Bytes.I32);
	}
	return at;
}
