/** The middle of some figures, which a pause of the machine does not move. */
export function median(figures: readonly number[]): number {
	const sorted = [...figures].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)]!;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
