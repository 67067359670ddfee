import { randomUUID } from "node:crypto";
import type { Config } from "../config/config.js";
import { hasDatabase } from "../db/configured-database.js";
import type { Database } from "../db/database.js";
import type { RunningDoors } from "../doors/create-doors.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { Feature } from "../http/feature.js";
import type { Probe } from "../http/probes.js";
import type { Ground } from "../process-ground.js";
import {
	createSnapshotIntake,
	createSnapshotRoutes,
	type SnapshotIntake,
} from "../snapshots/snapshot-routes.js";
import { bringBackWorlds } from "../worlds/bring-back-worlds.js";
import { createWorldRoutes } from "../worlds/world-routes.js";
import { createWorlds, type Worlds } from "../worlds/worlds.js";
import { createArchives } from "./archives.js";
import { createDatabaseArchive } from "./database-archive.js";
import { createHistoryRoutes } from "./history-routes.js";
import { measureSnapshots, snapshotsProbe } from "./measure-snapshots.js";
import { openSnapshots } from "./open-snapshots.js";
import { type SnapshotManager, startSnapshotManager } from "./snapshot-manager.js";

export interface StartWorldsOptions {
	readonly config: Config;
	readonly ground: Pick<Ground, "access" | "log" | "metrics" | "now" | "report">;
	readonly database: Database;
	readonly doors: RunningDoors;
}

/** Worlds and what they were, running until `stop`. */
export interface RunningWorlds {
	readonly worlds: Worlds;
	readonly snapshots: SnapshotManager;
	/** What the route of snapshots does with one, for those that come by other ways. */
	readonly takeSnapshot: SnapshotIntake;
	readonly features: readonly Feature[];
	readonly probe: Probe;
	readonly userData: readonly UserDataHolder[];
	/** Whether the worlds of before have been brought back. */
	readonly isBack: () => boolean;
	/** Looks after silent servers, and lets go of what has expired; to be called now and then. */
	readonly sweep: () => Promise<void>;
	/** Takes nothing any more. */
	readonly close: () => Promise<void>;
	/** Finishes what is under way; after `close`. */
	readonly stop: () => Promise<void>;
}

/** Brings the worlds of before back. Rejects with LogError where a log of one's own cannot be read. */
export async function startWorlds({
	config,
	ground,
	database,
	doors,
}: StartWorldsOptions): Promise<RunningWorlds> {
	const { log, now, report, metrics } = ground;
	const { guards, identities } = ground.access;
	const archive = createDatabaseArchive(database);
	const stores = openSnapshots(config, now);
	const archives = createArchives(hasDatabase(config) ? archive : undefined, stores);
	const worlds = createWorlds({
		log,
		now,
		newId: randomUUID,
		report,
		checkpointEvery: config.archiveIntervalTicks,
		sourceTimeoutSeconds: config.sourceTimeoutSeconds,
		// Without others' log new worlds are no sign of a loss: they do not wait for an archive that is away.
		restoreLost: log.shared ? archives.newest : archives.newestInReach,
	});
	const snapshots = startSnapshotManager({
		log,
		worlds,
		stores,
		archive,
		ttlSeconds: config.snapshotTtlSeconds,
		archiveEvery: config.archiveIntervalTicks,
		now,
		report,
	});
	measureSnapshots(snapshots, metrics.registry);
	const coming = await bringBackWorlds(worlds, { log, report, onBack: snapshots.note });
	const deps = { worlds, doors, guards, identities, now, defaultWorld: config.worldId };
	return {
		worlds,
		snapshots,
		takeSnapshot: createSnapshotIntake(deps),
		features: [
			createSnapshotRoutes(deps),
			createWorldRoutes(deps),
			createHistoryRoutes({ ...deps, manager: snapshots, keepSeconds: config.snapshotTtlSeconds }),
		],
		probe: snapshotsProbe(snapshots),
		userData: [
			{ name: "worlds", erase: async (userId) => (await worlds.eraseUser(userId)).length },
			snapshots.userData,
		],
		isBack: coming.isDone,
		sweep: async () => {
			await Promise.all([worlds.sweep(), snapshots.sweep()]);
		},
		close: () => {
			coming.stop();
			return worlds.close();
		},
		stop: async () => {
			await snapshots.stop();
			for (const store of stores) await store.close();
		},
	};
}
