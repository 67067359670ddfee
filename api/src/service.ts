import { type App, createApp } from "./app.js";
import type { Bus } from "./bus/bus.js";
import { busProbe } from "./bus/measure-bus.js";
import { type RunningChatroom, startChatroom } from "./chatroom/start-chatroom.js";
import { loadTopics } from "./chatroom/topics/topic-file.js";
import { hasDatabase, openConfiguredDatabase } from "./db/configured-database.js";
import type { Database } from "./db/database.js";
import { databaseProbe, measureDatabase } from "./db/database-metrics.js";
import type { RunningDoors } from "./doors/create-doors.js";
import { createEncounterEdge } from "./encounters/router/encounter-edge.js";
import { clusterOfWorlds } from "./encounters/router/cluster-of-worlds.js";
import { type RunningEncounters, startEncounters } from "./encounters/start-encounters.js";
import { createErasure } from "./erasure/erasure.js";
import { createErasureRoutes } from "./erasure/erasure-routes.js";
import { createExperienceRoutes } from "./experience/experience-routes.js";
import { loadDefinitions } from "./experience/load-definitions.js";
import { createPlayerFeatures } from "./experience/player-features.js";
import { startNarrator } from "./experience/narrator.js";
import { type RunningExperience, startExperience } from "./experience/start-experience.js";
import { publishUserUpdates } from "./experience/user-updates.js";
import type { SnapshotManager } from "./history/snapshot-manager.js";
import { startWorlds } from "./history/start-worlds.js";
import type { DrainStep } from "./http/drain.js";
import type { PagesOptions } from "./http/pages.js";
import type { Log } from "./log/log.js";
import { logProbes } from "./log/log-probes.js";
import type { Mind } from "./messages/mind.js";
import { type RunningTalk, startTalk } from "./messages/start-talk.js";
import { openMinds } from "./messages/open-minds.js";
import { type RunningOutbox, startOutbox } from "./outbox/start-outbox.js";
import { type GroundOptions, openGround } from "./process-ground.js";
import { startSweeping } from "./sweeping.js";
import type { Worlds } from "./worlds/worlds.js";

export interface ServiceOptions extends GroundOptions {
	readonly version: string;
	/** What is behind the NPCs; made as the settings say where it is not given. */
	readonly mind?: Mind;
	/** The built pages, where there are any. */
	readonly pages?: PagesOptions;
	/** Folder of the experiences that ship, for where the settings name none. */
	readonly experiences?: string;
	/** File of what chatlings talk of, likewise; where there is neither they do not talk. */
	readonly topics?: string;
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
	readonly chatroom: RunningChatroom;
	readonly encounters: RunningEncounters;
}

/**
 * Puts the capabilities together over one log. Rejects with LogError where the log cannot be opened, with ConfigError
 * where experiences or topics are wrong.
 */
export async function createService(options: ServiceOptions): Promise<Service> {
	const { config, logger, version, mind, pages } = options;
	// First of all: what is wrong with them is said before anything is open that would have to be closed.
	const definitions = await loadDefinitions(config.experiencesDir ?? options.experiences);
	const topics = await loadTopics(config.chatroom.topicsFile ?? options.topics);
	const ground = await openGround(options);
	const { now, report, access, metrics, log } = ground;
	const bus = ground.openBus();
	const database = openConfiguredDatabase(config, { report });
	measureDatabase(database, metrics.registry);
	const doors = ground.openDoors();
	const running = await startWorlds({ config, ground, database, doors });
	const { worlds, snapshots } = running;
	const { guards, identities } = access;
	const minds = openMinds({ config, logger, mind, registry: metrics.registry });
	const talk = await startTalk({
		config,
		log,
		worlds,
		doors,
		mind: minds.mind,
		now,
		report,
		guards,
		identities,
		takeSnapshot: running.takeSnapshot,
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
	const chatroom = startChatroom({
		config,
		logger,
		ground,
		database,
		outbox,
		topics,
		edge: { doors, talks: talk.messages.talks },
	});
	const encounters = startEncounters({ config, log, database: outbox.calls, now, report });
	const encounterEdge = createEncounterEdge({
		encounters: encounters.encounters,
		clusterOf: clusterOfWorlds(worlds),
		...(config.production ? {} : { validate: encounters.check }),
		guards,
		identities,
		now,
		onFailure: (error, { path }) =>
			logger.error({ err: error.cause ?? error, path }, "a call of an encounter failed"),
		defaultWorld: config.worldId,
	});
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
			Promise.all([running.sweep(), talk.messages.sweep()]).catch((error: unknown) =>
				logger.error({ err: error }, "silent servers could not be removed"),
			),
		outbox.sweep,
		experience.sweep,
		encounters.sweep,
	]);

	const erasure = createErasure([
		...running.userData,
		talk.userData,
		experience.userData,
		chatroom.userData,
		encounters.userData,
	]);

	const app = createApp({
		config,
		logger,
		access,
		metrics,
		version,
		features: [
			...running.features,
			createErasureRoutes({
				erasure,
				guards,
				now,
				...(config.webhookSecret !== undefined && { webhookSecret: config.webhookSecret }),
			}),
			...talk.features,
			createExperienceRoutes({ experiences, catalogue: experiences.list(), guards, doors }),
			...createPlayerFeatures({ experiences, doors, access, now, logger }),
			...chatroom.features,
			...encounterEdge.features,
		],
		probes: [
			...logProbes(log, { isRead: running.isBack, hasNats: ground.nats !== undefined }),
			busProbe(bus),
			...minds.probes,
			...talk.probes,
			...chatroom.probes,
			databaseProbe(database),
			running.probe,
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
		chatroom,
		encounters,
		// Embedded it takes some hundred megabytes, which nobody pays before it is needed.
		onListening: [
			...(config.databaseUrl === undefined ? [] : [database.open]),
			outbox.sweep,
			experience.sweep,
			...(narrator ? [narrator.sweep] : []),
			chatroom.onListening,
			() => void encounters.sweep(),
		],
		onDrain: [
			() => {
				encounterEdge.drain();
				return doors.close();
			},
			() => talk.messages.drain(),
		],
		onClosed: [
			() => {
				void chatroom.stop();
				database.openNoMore();
				stopSweeping();
				return running.close();
			},
			running.stop,
			() => talk.stop(),
			encounters.stop,
			async () => {
				await chatroom.stop();
				await narrator?.stop();
				await outbox.stop();
			},
			minds.stop,
			...ground.onClosed,
			() => database.close(),
		],
	};
}
