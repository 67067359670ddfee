import type { SnapshotStore } from "./snapshot-store.js";
import type { ArchivedState, ArchivedTick, WorldArchive } from "./world-archive.js";

/** Complete states of worlds, wherever they are held: the archive, and the newest on each store. */
export interface Archives {
	/** The archive's ticks of a world, oldest first; none where it cannot be reached. */
	readonly list: (worldId: string) => Promise<readonly ArchivedTick[]>;
	/** The newest state of a world up to a tick, among those that can be reached. */
	readonly newestUpTo: (worldId: string, tick: number) => Promise<ArchivedState | undefined>;
	/** The newest of all: what a world is founded anew from that the log does not know. */
	readonly newest: (worldId: string) => Promise<ArchivedState | undefined>;
}

/** Without `archive` there is none yet that could hold anything. */
export function createArchives(
	archive: Pick<WorldArchive, "list" | "newestUpTo"> | undefined,
	stores: readonly SnapshotStore[],
): Archives {
	const newestUpTo: Archives["newestUpTo"] = async (worldId, tick) => {
		const found = await Promise.all([
			archive?.newestUpTo(worldId, tick).catch(() => undefined),
			...stores.map((store) => store.fullState(worldId).catch(() => undefined)),
		]);
		let newest: ArchivedState | undefined;
		for (const one of found) {
			if (one && one.tick <= tick && one.tick > (newest?.tick ?? -1)) newest = one;
		}
		return newest;
	};

	return {
		list: async (worldId) => (await archive?.list(worldId).catch(() => [])) ?? [],
		newestUpTo,
		newest: (worldId) => newestUpTo(worldId, Number.MAX_SAFE_INTEGER),
	};
}
