import { createHash, timingSafeEqual } from "node:crypto";

/** The keys of game servers. */
export interface ApiKeys {
	readonly count: number;
	/** Which key `presented` is, or undefined. Takes as long for a near miss as for a far one. */
	readonly match: (presented: string) => number | undefined;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Keeps digests alone: of equal length, so that they compare in constant time, and no key lies in memory. */
export function createApiKeys(keys: readonly string[]): ApiKeys {
	const known = keys.map(digest);
	return {
		count: known.length,
		match: (presented) => {
			const asked = digest(presented);
			// Every key is compared, also after a match, so that time does not tell which one it was.
			return known.reduce<number | undefined>(
				(found, key, index) => (timingSafeEqual(key, asked) ? (found ?? index) : found),
				undefined,
			);
		},
	};
}
