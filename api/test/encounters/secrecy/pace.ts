/** A little under what the service takes from one user on and on. */
const CALLS_PER_SECOND = 18;

/** Waits until somebody may call again: what is refused for its number tells nothing. */
export function createPace(): (name: string) => Promise<void> {
	const next = new Map<string, number>();
	return async (name) => {
		const now = performance.now();
		const due = Math.max(now, next.get(name) ?? now);
		next.set(name, due + 1_000 / CALLS_PER_SECOND);
		if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
	};
}
