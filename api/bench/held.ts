import { setTimeout as wait } from "node:timers/promises";

/** What a process holds. */
export interface Held {
	/** On the heap and outside of it, after a collection. */
	readonly bytes: number;
	readonly rssBytes: number;
}

/** What this process holds, after forced collections (`--expose-gc`). */
export async function held(): Promise<Held> {
	// What a connection leaves behind at its beginning is let go of over a few turns.
	for (let round = 0; round < 4; round++) {
		globalThis.gc?.();
		await wait(150);
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return { bytes: heapUsed + external, rssBytes: rss };
}

export interface Found extends Held {
	/** This process's own, so far; before the collection. */
	readonly cpuMilliseconds: number;
}

/** What this process has come to. */
export async function found(): Promise<Found> {
	const { user, system } = process.cpuUsage();
	return { ...(await held()), cpuMilliseconds: (user + system) / 1000 };
}
