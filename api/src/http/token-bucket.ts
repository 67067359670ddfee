export interface TokenBucketOptions {
	/** How many may come at once. */
	readonly burst: number;
	/** How many may come a second, on and on. */
	readonly perSecond: number;
	/** Unix seconds. */
	readonly now: () => number;
}

/** A measure of how often something may happen. */
export interface TokenBucket {
	/** Counts one more; false where it is too many. */
	readonly admits: () => boolean;
}

export function createTokenBucket({ burst, perSecond, now }: TokenBucketOptions): TokenBucket {
	let tokens = burst;
	let filledAt = now();
	return {
		admits: () => {
			const at = now();
			// A clock that is set back takes nothing away.
			tokens = Math.min(burst, tokens + Math.max(0, at - filledAt) * perSecond);
			filledAt = at;
			if (tokens < 1) return false;
			tokens -= 1;
			return true;
		},
	};
}
