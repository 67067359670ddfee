/** Signals by which somebody asks a command to end. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Calls `first` when somebody asks this process to end, and `again` when they ask once more. Returns the stop.
 */
export function onInterrupt(first: () => void, again: () => void): () => void {
	let asked = false;
	const handle = (): void => {
		if (asked) again();
		else first();
		asked = true;
	};
	for (const signal of SIGNALS) process.on(signal, handle);
	return () => {
		for (const signal of SIGNALS) process.off(signal, handle);
	};
}
