/** Seconds between sweeps. What they look for has been left alone for longer, or may be: silent servers have minutes. */
const SWEEP_SECONDS = 15;

/** Does what is to be done now and then, each whatever becomes of the others; returns the stop. None may reject. */
export function startSweeping(sweeps: readonly (() => Promise<unknown>)[]): () => void {
	const sweeping = setInterval(() => {
		for (const sweep of sweeps) void sweep();
	}, SWEEP_SECONDS * 1000);
	return () => clearInterval(sweeping);
}
