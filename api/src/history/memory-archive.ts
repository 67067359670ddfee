import type { ArchivedState, WorldArchive } from "./world-archive.js";

/** An archive that lasts as long as the process, for tests. */
export function createMemoryArchive(): WorldArchive {
	const worlds = new Map<string, Map<number, ArchivedState>>();

	const inOrder = (worldId: string): readonly ArchivedState[] =>
		[...(worlds.get(worldId)?.values() ?? [])].sort((a, b) => a.tick - b.tick);

	return {
		put: async (archived) => {
			const held = worlds.get(archived.worldId) ?? new Map<number, ArchivedState>();
			worlds.set(archived.worldId, held.set(archived.tick, archived));
		},
		list: async (worldId) => inOrder(worldId).map(({ tick, timestamp }) => ({ tick, timestamp })),
		newestUpTo: async (worldId, tick) => inOrder(worldId).findLast((archived) => archived.tick <= tick),
		rewrite: async (mention, change) => {
			let changed = 0;
			for (const held of worlds.values()) {
				for (const archived of held.values()) {
					if (!archived.state.includes(mention)) continue;
					const state = change(archived);
					if (state === archived.state) continue;
					held.set(archived.tick, { ...archived, state });
					changed += 1;
				}
			}
			return changed;
		},
		status: () => ({ engine: "memory", ready: true }),
	};
}
