export interface RateLimitOptions {
	/** How many may come back to back. */
	readonly burst: number;
	readonly perMinute: number;
}

/** Bounds how often each of many keys may do something. */
export interface RateLimit {
	/** Whether `key` may do it at `now` (seconds, never falling); if so, it counts. */
	readonly take: (key: string, now: number) => boolean;
	readonly forget: (key: string) => void;
}

/** A token bucket per key; a key that is new starts with a full one. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
	const buckets = new Map<string, { tokens: number; at: number }>();
	const perSecond = options.perMinute / 60;
	return {
		take: (key, now) => {
			const bucket = buckets.get(key) ?? { tokens: options.burst, at: now };
			buckets.set(key, bucket);
			bucket.tokens = math.min(options.burst, bucket.tokens + (now - bucket.at) * perSecond);
			bucket.at = now;
			if (bucket.tokens < 1) return false;
			bucket.tokens -= 1;
			return true;
		},
		forget: (key) => {
			buckets.delete(key);
		},
	};
}
