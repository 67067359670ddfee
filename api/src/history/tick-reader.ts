import type { Log } from "../log/log.js";
import type { World } from "../worlds/worlds.js";
import { ticksAfter } from "./log-ticks.js";
import type { KeptTick, SnapshotStore } from "./snapshot-store.js";

export interface TickReaderOptions {
	/** In the order in which they are asked. */
	readonly stores: readonly SnapshotStore[];
	readonly log: Log;
	/** Seconds for which ticks are shown. */
	readonly ttlSeconds: number;
	/** Unix seconds. */
	readonly now: () => number;
}

/** The ticks that are held anywhere. A store that cannot be reached is done without. */
export interface TickReader {
	/** The ticks from `from` to `to`, oldest first; undefined where not all of them are held. */
	readonly range: (world: World, from: number, to: number) => Promise<readonly KeptTick[] | undefined>;
	/** The tick from which on all up to the newest are held; undefined where there is none. */
	readonly oldest: (world: World) => Promise<number | undefined>;
}

export function createTickReader({ stores, log, ttlSeconds, now }: TickReaderOptions): TickReader {
	/** What the stores have not been given yet: they follow the log, a moment behind. */
	const fromLog = async (world: World, from: number, to: number): Promise<readonly KeptTick[]> => {
		const found: KeptTick[] = [];
		for (let after = from - 1; after < to; after = found.at(-1)!.tick) {
			const ticks = await ticksAfter(log, world, after);
			const shown = ticks.filter(({ tick, at }) => tick <= to && at + ttlSeconds > now());
			if (shown.length === 0) break;
			found.push(...shown);
		}
		return found;
	};

	const oldestOf = async (world: World, store: SnapshotStore): Promise<number | undefined> => {
		try {
			const oldest = await store.oldestTick(world.id);
			const latest = await store.latestTick(world.id);
			if (oldest === undefined || latest === undefined) return undefined;
			const { tick } = world.memory;
			const isLinked = latest >= tick || (await fromLog(world, latest + 1, latest + 1)).length > 0;
			return isLinked && oldest <= tick ? oldest : undefined;
		} catch {
			return undefined;
		}
	};

	return {
		range: async (world, from, to) => {
			if (to > world.memory.tick) return undefined;
			const found = new Map<number, KeptTick>();
			const sources = [
				...stores.map((store) => (first: number, last: number) => store.range(world.id, first, last)),
				(first: number, last: number) => fromLog(world, first, last),
			];
			let first = from;
			let last = to;
			for (const source of sources) {
				const ticks = await source(first, last).catch(() => []);
				for (const tick of ticks) found.set(tick.tick, tick);
				while (first <= last && found.has(first)) first += 1;
				while (last >= first && found.has(last)) last -= 1;
				if (first > last) break;
			}
			if (found.size < to - from + 1) return undefined;
			return [...found.values()].sort((a, b) => a.tick - b.tick);
		},
		oldest: async (world) => {
			const oldest = await Promise.all(stores.map((store) => oldestOf(world, store)));
			const known = oldest.filter((tick) => tick !== undefined);
			if (known.length > 0) return Math.min(...known);
			// Nothing has been handed to a store yet, or none can be reached: the log alone is asked.
			return (await fromLog(world, world.memory.tick, world.memory.tick))[0]?.tick;
		},
	};
}
