import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type App, createApp } from "./app.js";
import type { Bus } from "./bus/bus.js";
import { busProbe } from "./bus/measure-bus.js";
import { startChatroomNews } from "./chatroom/live/start-chatroom-news.js";
import type { Config } from "./config/config.js";
import type { Database } from "./db/database.js";
import { databaseProbe, measureDatabase } from "./db/database-metrics.js";
import { openDatabase } from "./db/open-database.js";
import type { RunningDoors } from "./doors/create-doors.js";
import { createErasure } from "./erasure/erasure.js";
import { createErasureRoutes } from "./erasure/erasure-routes.js";
import { createExperienceRoutes } from "./experience/experience-routes.js";
import { loadDefinitions } from "./experience/load-definitions.js";
import { createPlayerFeatures } from "./experience/player-features.js";
import { startNarrator } from "./experience/narrator.js";
import { type RunningExperience, startExperience } from "./experience/start-experience.js";
import { publishUserUpdates } from "./experience/user-updates.js";
import { createHistoryRoutes } from "./history/history-routes.js";
import { measureSnapshots, snapshotsProbe } from "./history/measure-snapshots.js";
import { createArchives } from "./history/archives.js";
import { createDatabaseArchive } from "./history/database-archive.js";
import { openSnapshots } from "./history/open-snapshots.js";
import { type SnapshotManager, startSnapshotManager } from "./history/snapshot-manager.js";
import type { DrainStep } from "./http/drain.js";
import type { PagesOptions } from "./http/pages.js";
import type { Log } from "./log/log.js";
import { logProbes } from "./log/log-probes.js";
import type { Mind } from "./messages/mind.js";
import { type RunningTalk, startTalk } from "./messages/start-talk.js";
import { openMinds } from "./messages/open-minds.js";
import { type RunningOutbox, startOutbox } from "./outbox/start-outbox.js";
import { type GroundOptions, openGround } from "./process-ground.js";
import { createSnapshotIntake, createSnapshotRoutes } from "./snapshots/snapshot-routes.js";
import { startSweeping } from "./sweeping.js";
import { bringBackWorlds } from "./worlds/bring-back-worlds.js";
import { createWorldRoutes } from "./worlds/world-routes.js";
import { type Worlds, createWorlds } from "./worlds/worlds.js";

export interface ServiceOptions extends GroundOptions {
	readonly version: string;
	/** What is behind the NPCs; made as the settings say where it is not given. */
	readonly mind?: Mind;
	/** The built pages, where there are any. */
	readonly pages?: PagesOptions;
	/** Folder of the experiences that ship, for where the settings name none. */
	readonly experiences?: string;
}

/** What a process runs, built and not yet listening. */
export interface RunningProcess {
	readonly app: App;
	/** What is not waited for: begun once requests are taken. */
	readonly onListening: readonly (() => void)[];
	/** First at shutdown, in order: readers leave with cursors that they can resume from. */
	readonly onDrain: readonly DrainStep[];
	/** Last at shutdown, in order: what requests needed until their end. */
	readonly onClosed: readonly DrainStep[];
}

/** The whole backend. */
export interface Service extends RunningProcess {
	readonly log: Log;
	readonly bus: Bus;
	readonly database: Database;
	readonly doors: RunningDoors;
	readonly worlds: Worlds;
	readonly snapshots: SnapshotManager;
	readonly talk: RunningTalk;
	readonly outbox: RunningOutbox;
	readonly experience: RunningExperience;
}

function databaseFolder({ dataDir }: Config): string {
	return join(dataDir, "db");
}

/** Whether there is a database of before. One that would be new is not made to be asked for what it cannot hold. */
function hasDatabase(config: Config): boolean {
	return (
		config.databaseUrl !== undefined || (config.logEngine !== "memory" && existsSync(databaseFolder(config)))
	);
}

/**
 * Puts the capabilities together over one log. Rejects with LogError where the log cannot be opened, with ConfigError
 * where experiences are wrong.
 */
export async function createService(options: ServiceOptions): Promise<Service> {
	const { config, logger, version, mind, pages } = options;
	// First of all: what is wrong with them is said before anything is open that would have to be closed.
	const definitions = await loadDefinitions(config.experiencesDir ?? options.experiences);
	const ground = await openGround(options);
	const { now, report, access, metrics, log } = ground;
	const bus = ground.openBus();
	const database = openDatabase({
		report,
		...(config.databaseUrl !== undefined && { url: config.databaseUrl }),
		...(config.logEngine !== "memory" && { directory: databaseFolder(config) }),
	});
	measureDatabase(database, metrics.registry);
	const doors = ground.openDoors();
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
	const worldsComing = await bringBackWorlds(worlds, { log, report, onBack: snapshots.note });
	const { guards, identities } = access;
	const deps = { worlds, doors, guards, identities, now, defaultWorld: config.worldId };
	const minds = openMinds({ config, logger, mind, registry: metrics.registry });
	const talk = await startTalk({
		config,
		log,
		worlds,
		doors,
		mind: minds.mind,
		now,
		report,
		guards: access.guards,
		identities: access.identities,
		takeSnapshot: createSnapshotIntake(deps),
	});
	talk.measure(metrics.registry);
	const outbox = startOutbox({
		database,
		hasEarlier: hasDatabase(config),
		log,
		now,
		report,
		onTold: publishUserUpdates(bus),
	});
	const experience = startExperience({ definitions, outbox, log, bus, now, report });
	const experiences = experience.manager;
	const news = startChatroomNews({ outbox, log, doors, access, now, report });
	// Where others reach the same database, an api leaves it to workers.
	const narrator =
		config.role === "all" || config.databaseUrl === undefined
			? startNarrator({
					narrations: experiences.narrations,
					mind: minds.mind,
					maySweep: outbox.isInUse,
					report,
				})
			: undefined;
	const stopSweeping = startSweeping([
		() =>
			Promise.all([worlds.sweep(), talk.messages.sweep(), snapshots.sweep()]).catch((error: unknown) =>
				logger.error({ err: error }, "silent servers could not be removed"),
			),
		outbox.sweep,
		experience.sweep,
	]);

	const erasure = createErasure([
		{ name: "worlds", erase: async (userId) => (await worlds.eraseUser(userId)).length },
		snapshots.userData,
		talk.userData,
		experience.userData,
	]);

	const app = createApp({
		config,
		logger,
		access,
		metrics,
		version,
		features: [
			createSnapshotRoutes(deps),
			createWorldRoutes(deps),
			createHistoryRoutes({ ...deps, manager: snapshots, keepSeconds: config.snapshotTtlSeconds }),
			createErasureRoutes({
				erasure,
				guards: access.guards,
				now,
				...(config.webhookSecret !== undefined && { webhookSecret: config.webhookSecret }),
			}),
			...talk.features,
			createExperienceRoutes({ experiences, catalogue: experiences.list(), guards, doors }),
			...createPlayerFeatures({ experiences, doors, access, now, logger }),
			news.feature,
		],
		probes: [
			...logProbes(log, { isRead: worldsComing.isDone, hasNats: ground.nats !== undefined }),
			busProbe(bus),
			...minds.probes,
			...talk.probes,
			databaseProbe(database),
			snapshotsProbe(snapshots),
		],
		streams: () => doors.counts().sse,
		...(pages && { pages }),
	});
	return {
		app,
		log,
		bus,
		database,
		doors,
		worlds,
		snapshots,
		talk,
		outbox,
		experience,
		// Embedded it takes some hundred megabytes, which nobody pays before it is needed.
		onListening: [
			...(config.databaseUrl === undefined ? [] : [database.open]),
			outbox.sweep,
			experience.sweep,
			...(narrator ? [narrator.sweep] : []),
		],
		onDrain: [() => doors.close(), () => talk.messages.drain()],
		onClosed: [
			() => {
				database.openNoMore();
				stopSweeping();
				news.stop();
				worldsComing.stop();
				return worlds.close();
			},
			async () => {
				await snapshots.stop();
				for (const store of stores) await store.close();
			},
			() => talk.stop(),
			async () => {
				await narrator?.stop();
				await outbox.stop();
			},
			minds.stop,
			...ground.onClosed,
			() => database.close(),
		],
	};
}
