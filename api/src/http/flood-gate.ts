import { type TokenBucket, createTokenBucket } from "./token-bucket.js";

/** Messages that may come at once, and a second: many times what a busy place sends. */
const BURST = 200;
const PER_SECOND = 100;

/** Counts the messages of one connection; says when they are more than anybody honest sends. */
export function createFloodGate(now: () => number): TokenBucket {
	return createTokenBucket({ burst: BURST, perSecond: PER_SECOND, now });
}
