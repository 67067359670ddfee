/** Messages that may come at once, and a second: many times what a busy place sends. */
const BURST = 200;
const PER_SECOND = 100;

/** Counts the messages of one connection; says when they are more than anybody honest sends. */
export function createFloodGate(now: () => number): { readonly admits: () => boolean } {
	let tokens = BURST;
	let filledAt = now();
	return {
		admits: () => {
			const at = now();
			tokens = Math.min(BURST, tokens + (at - filledAt) * PER_SECOND);
			filledAt = at;
			if (tokens < 1) return false;
			tokens -= 1;
			return true;
		},
	};
}
