import type { UserDataHolder } from "../erasure/erasure.js";
import type { Log } from "../log/log.js";
import { fullStateOf } from "../worlds/world-memory.js";
import type { World, Worlds } from "../worlds/worlds.js";
import { createArchives } from "./archives.js";
import { eraseFromArchive, eraseFromStore, notErased } from "./erase-history.js";
import { followArchive } from "./follow-archive.js";
import { followStore } from "./follow-store.js";
import type { SnapshotStore } from "./snapshot-store.js";
import { createTickReader } from "./tick-reader.js";
import type { TickReader } from "./tick-reader.js";
import { createTimeTravel } from "./time-travel.js";
import type { TimeTravel } from "./time-travel.js";
import type { ArchivedState, ArchivedTick, WorldArchive } from "./world-archive.js";

export interface SnapshotManagerOptions {
	readonly log: Log;
	readonly worlds: Worlds;
	/** The embedded one first: it is asked first. */
	readonly stores: readonly SnapshotStore[];
	readonly archive: WorldArchive;
	readonly ttlSeconds: number;
	/** Ticks from one complete state to the next. */
	readonly archiveEvery: number;
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** Forms of records that a world's history holds in memory. */
	readonly maxVersions?: number;
}

/** How a store or the archive stands. */
export interface KeeperStatus {
	readonly name: string;
	readonly ready: boolean;
	/** Ticks that it does not have yet. */
	readonly behind: number;
	readonly detail?: string;
}

/** Keeps what worlds were: each tick on the stores, complete states in the archive, and the way back to them. */
export interface SnapshotManager {
	/** Takes a world as it is, such as one that was brought back; its ticks are followed anyway. */
	readonly note: (world: World) => void;
	readonly travel: TimeTravel;
	readonly reader: TickReader;
	/** Which ticks of a world's own past are archived, oldest first. */
	readonly archived: (world: World) => Promise<readonly ArchivedTick[]>;
	/** The newest complete state of a world, wherever it is held: what a world is founded anew from. */
	readonly newestArchived: (worldId: string) => Promise<ArchivedState | undefined>;
	/** Erases users from all of it; to be asked after the worlds. */
	readonly userData: UserDataHolder;
	readonly status: () => readonly KeeperStatus[];
	/** Lets go of what has expired; to be called now and then. */
	readonly sweep: () => Promise<void>;
	/** Resolves when everything that can be reached is caught up. */
	readonly idle: () => Promise<void>;
	/** Finishes what is under way; stores and archive are their owner's to close. */
	readonly stop: () => Promise<void>;
}

/** Starts following all worlds. */
export function startSnapshotManager(options: SnapshotManagerOptions): SnapshotManager {
	const { log, worlds, stores, archive, ttlSeconds, archiveEvery, now, report, maxVersions } = options;
	const reader = createTickReader({ stores, log, ttlSeconds, now });
	const archives = createArchives(archive, stores);
	const travel = createTimeTravel({
		reader,
		archives,
		report,
		...(maxVersions !== undefined && { maxVersions }),
	});

	const stateAt = async (world: World, tick: number): Promise<ArchivedState | undefined> => {
		const past = await travel.stateAt(world, tick);
		if (!past) return undefined;
		const { timestamp, state } = past;
		return { worldId: world.id, tick, timestamp, state: JSON.stringify(fullStateOf(state)) };
	};
	const onTurn = (name: string) => (failure: unknown) =>
		failure === undefined
			? report("What is kept of worlds is written again.", { keeper: name })
			: report("What is kept of worlds cannot be written; it is caught up later.", { keeper: name, failure });

	const followers = stores.map((store) => {
		const follower = followStore({ store, log, archiveEvery, stateAt, onTurn: onTurn(store.engine) });
		store.onReturn(follower.retry);
		return follower;
	});
	const archiver = followArchive({
		archive,
		archiveEvery,
		stateAt,
		oldest: async (world) => (await travel.oldest(world))?.tick,
		onTurn: onTurn("archive"),
	});
	const keepers = [...followers, archiver];

	/** What every process holds for itself follows an erasure that any of them was asked for. */
	const forgetErased = async ({ id, memory }: World): Promise<void> => {
		travel.forget();
		const [own] = followers;
		const state = JSON.stringify(fullStateOf(memory.peopled.state));
		await own?.between(async () => {
			await own.store.forget(id, memory.tick);
			await own.store.putFullState({ worldId: id, tick: memory.tick, timestamp: memory.timestamp, state });
		});
		travel.forget();
	};
	const isErasedElsewhere = ({ memory }: World): boolean => log.shared && memory.tick > 0 && !memory.latest;

	const note = (world: World): void => {
		if (isErasedElsewhere(world)) {
			forgetErased(world).catch((error: unknown) =>
				report("What a process holds of an erased user goes with its time.", { worldId: world.id, error }),
			);
		}
		travel.note(world);
		for (const keeper of keepers) keeper.note(world);
	};
	const stopFollowing = worlds.onTick(note);

	const erase = async (userId: string): Promise<number> => {
		// Memory holds nothing that the stores could not give back, as far as they may.
		travel.forget();
		let places = 0;
		try {
			for (const world of await worlds.list()) {
				for (const { store, between } of followers) {
					places += await between(() => eraseFromStore(store, world, userId));
				}
			}
			places += await archiver.between(() => eraseFromArchive(archive, userId));
		} catch (error) {
			throw notErased(error);
		} finally {
			// Whoever looked at the past meanwhile has seen it for the last time.
			travel.forget();
		}
		return places;
	};

	return {
		note,
		travel,
		reader,
		archived: async ({ id, memory }) => {
			const ticks = await archives.list(id);
			return ticks.filter(({ tick }) => tick <= memory.tick);
		},
		newestArchived: archives.newest,
		userData: { name: "history", erase },
		status: () =>
			[
				...followers.map((follower) => ({ name: follower.store.engine, about: follower.store, follower })),
				{ name: "archive", about: archive, follower: archiver },
			].map(({ name, about, follower }) => {
				const { ready, detail } = about.status();
				return {
					name,
					ready: ready && !follower.isFailing(),
					behind: follower.behind(),
					...(detail === undefined ? {} : { detail }),
				};
			}),
		sweep: async () => {
			for (const store of stores) await store.sweep();
		},
		idle: async () => {
			for (const { idle } of keepers) await idle();
		},
		stop: async () => {
			stopFollowing();
			for (const { stop } of keepers) await stop();
		},
	};
}
