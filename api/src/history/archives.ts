import type { SnapshotStore } from "./snapshot-store.js";
import type { ArchivedState, ArchivedTick, WorldArchive } from "./world-archive.js";

/** Complete states of worlds, wherever they are held: the archive, and the newest on each store. */
export interface Archives {
	/** The archive's ticks of a world, oldest first; none where it cannot be reached. */
	readonly list: (worldId: string) => Promise<readonly ArchivedTick[]>;
	/** The newest state of a world up to a tick, among those that can be reached. */
	readonly newestUpTo: (worldId: string, tick: number) => Promise<ArchivedState | undefined>;
	/**
	 * The newest of all: what a world is founded anew from that the log does not know. Rejects where none is found but
	 * not everything could be asked: a world is not empty because its archive is away.
	 */
	readonly newest: (worldId: string) => Promise<ArchivedState | undefined>;
	/** The newest of those that can be reached. */
	readonly newestInReach: (worldId: string) => Promise<ArchivedState | undefined>;
}

/** Without `archive` there is none yet that could hold anything. */
export function createArchives(
	archive: Pick<WorldArchive, "list" | "newestUpTo"> | undefined,
	stores: readonly SnapshotStore[],
): Archives {
	const ask = async (worldId: string, tick: number) => {
		const answers = await Promise.allSettled([
			archive?.newestUpTo(worldId, tick),
			...stores.map((store) => store.fullState(worldId)),
		]);
		let newest: ArchivedState | undefined;
		for (const answer of answers) {
			const one = answer.status === "fulfilled" ? answer.value : undefined;
			if (one && one.tick <= tick && one.tick > (newest?.tick ?? -1)) newest = one;
		}
		return { newest, failure: answers.find((answer) => answer.status === "rejected") };
	};

	return {
		list: async (worldId) => (await archive?.list(worldId).catch(() => [])) ?? [],
		newestUpTo: async (worldId, tick) => (await ask(worldId, tick)).newest,
		newest: async (worldId) => {
			const { newest, failure } = await ask(worldId, Number.MAX_SAFE_INTEGER);
			if (!newest && failure) throw failure.reason;
			return newest;
		},
		newestInReach: async (worldId) => (await ask(worldId, Number.MAX_SAFE_INTEGER)).newest,
	};
}
