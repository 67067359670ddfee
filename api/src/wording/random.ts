/** Numbers from 0 to 1 (exclusive). */
export type Random = () => number;

/** FNV-1a (32 bits, signed) of the UTF-16 units of a text. */
export function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash | 0;
}

/** The same numbers for the same text (FNV-1a into sfc32). */
export function seededRandom(text: string): Random {
	let a = hashOf(text);
	let b = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
	let c = Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
	let count = 1;
	const next = (): number => {
		const sum = (a + b + count) | 0;
		count += 1;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	};
	// The first numbers of seeds that are alike are alike.
	for (let round = 0; round < 12; round += 1) next();
	return next;
}

/** One of them, each as likely; undefined of none. */
export function pick<T>(random: Random, items: readonly T[]): T | undefined {
	return items[Math.floor(random() * items.length)];
}
