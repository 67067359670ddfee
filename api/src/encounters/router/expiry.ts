/** Timers count to 2^31 - 1 ms; a longer wait is cut into pieces of a day. */
const LONGEST_WAIT_MS = 86_400_000;

/** A signal that is aborted at a time, in unix seconds; `stop` ends its clock. */
export function expiry(
	expiresAt: number,
	now: () => number,
): { readonly signal: AbortSignal; readonly stop: () => void } {
	const over = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	function wait(): void {
		const leftMs = (expiresAt - now()) * 1000;
		if (leftMs <= 0) return over.abort();
		timer = setTimeout(wait, Math.min(leftMs, LONGEST_WAIT_MS));
		timer.unref();
	}
	wait();
	return { signal: over.signal, stop: () => clearTimeout(timer) };
}
