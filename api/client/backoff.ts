/** First step of the back-off: a blip should not be noticed. */
const BASE_MS = 500;
/** Longest wait between tries: a server that is back should be found within half a minute. */
const CAP_MS = 30_000;

/**
 * Milliseconds to wait before the next try. Doubling with full jitter: any time from nothing to the doubled
 * step, so that readers cut off together do not come back together.
 * @param attempt failures in a row before this wait, from 0
 * @param unit random number in [0, 1)
 */
export function backoffMs(attempt: number, unit: number): number {
	return unit * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 16));
}
