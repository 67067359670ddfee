import { Refusal } from "../../http/refusal.js";
import { createTokenBucket, type TokenBucket } from "../../http/token-bucket.js";
import {
	CALLS_AT_ONCE,
	CALLS_PER_SECOND,
	MOST_COUNTED_USERS,
	MOST_FOLLOWED,
	RATE_RETRY_SECONDS,
} from "./router-limits.js";

/** How often each user calls, and how much they follow, through all their connections to this process. */
export interface UserRates {
	/** Counts a call. @throws Refusal `too_many_requests` */
	readonly count: (userId: string) => void;
	/** Counts somebody who follows a room until the stop is called. @throws Refusal `too_many_requests` */
	readonly follow: (userId: string) => () => void;
}

export interface UserRatesOptions {
	/** Unix seconds. */
	readonly now: () => number;
	readonly burst?: number;
	readonly perSecond?: number;
}

export function createUserRates({
	now,
	burst = CALLS_AT_ONCE,
	perSecond = CALLS_PER_SECOND,
}: UserRatesOptions): UserRates {
	/** Who called last stands last. */
	const buckets = new Map<string, TokenBucket>();
	const following = new Map<string, number>();

	function bucketOf(userId: string): TokenBucket {
		const bucket = buckets.get(userId) ?? createTokenBucket({ burst, perSecond, now });
		buckets.delete(userId);
		buckets.set(userId, bucket);
		const [oldest] = buckets.keys();
		if (buckets.size > MOST_COUNTED_USERS && oldest !== undefined) buckets.delete(oldest);
		return bucket;
	}

	return {
		count(userId) {
			if (bucketOf(userId).admits()) return;
			throw new Refusal("too_many_requests", "That was too much at once.", {
				retryAfterSeconds: RATE_RETRY_SECONDS,
			});
		},
		follow(userId) {
			const before = following.get(userId) ?? 0;
			if (before >= MOST_FOLLOWED) {
				throw new Refusal("too_many_requests", `No more than ${MOST_FOLLOWED} rooms are followed at once.`, {
					retryAfterSeconds: RATE_RETRY_SECONDS,
				});
			}
			following.set(userId, before + 1);
			return () => {
				const left = (following.get(userId) ?? 1) - 1;
				if (left > 0) following.set(userId, left);
				else following.delete(userId);
			};
		},
	};
}
