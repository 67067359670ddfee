import { createHeldTicks } from "./held-ticks.js";
import type { HeldTicks } from "./held-ticks.js";
import type { EmbeddedStoreOptions, SnapshotStore } from "./snapshot-store.js";
import type { ArchivedState } from "./world-archive.js";

interface Kept {
	latest: number;
	held: HeldTicks;
	readonly texts: Map<number, string>;
}

/** A store that lasts as long as the process. */
export function createMemorySnapshots({ now, ...bounds }: EmbeddedStoreOptions): SnapshotStore {
	const worlds = new Map<string, Kept>();
	const fullStates = new Map<string, ArchivedState>();

	const drop = ({ texts }: Kept, ticks: readonly number[]): void => {
		for (const tick of ticks) texts.delete(tick);
	};

	return {
		engine: "memory",
		latestTick: async (worldId) => worlds.get(worldId)?.latest,
		put: async (worldId, ticks, after) => {
			const known = worlds.get(worldId);
			if (known?.latest !== after) return false;
			const kept = known ?? { latest: 0, held: createHeldTicks(bounds), texts: new Map<number, string>() };
			worlds.set(worldId, kept);
			for (const { tick, at, data } of ticks) {
				kept.latest = tick;
				kept.held.add({ tick, at, bytes: Buffer.byteLength(data) });
				kept.texts.set(tick, data);
			}
			drop(kept, kept.held.trim(now()));
			return true;
		},
		range: async (worldId, from, to) => {
			const kept = worlds.get(worldId);
			const ticks = kept?.held.between(from, to, now()) ?? [];
			return ticks.map((tick) => ({ tick, data: kept!.texts.get(tick)! }));
		},
		oldestTick: async (worldId) => {
			const kept = worlds.get(worldId);
			return kept?.held.runUpTo(kept.latest, now());
		},
		heldTicks: async (worldId) => worlds.get(worldId)?.held.between(0, Infinity, now()) ?? [],
		fullState: async (worldId) => fullStates.get(worldId),
		putFullState: async (archived) => void fullStates.set(archived.worldId, archived),
		rewind: async (worldId, tick) => {
			const kept = worlds.get(worldId);
			if (!kept || kept.latest <= tick) return;
			drop(kept, kept.held.dropAfter(tick));
			kept.latest = tick;
		},
		forget: async (worldId, tick) => {
			worlds.set(worldId, { latest: tick, held: createHeldTicks(bounds), texts: new Map() });
		},
		sweep: async () => {
			for (const kept of worlds.values()) drop(kept, kept.held.trim(now()));
		},
		onReturn: () => undefined,
		status: () => ({ ready: true }),
		close: async () => {
			worlds.clear();
			fullStates.clear();
		},
	};
}
