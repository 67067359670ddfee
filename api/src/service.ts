import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import { type App, createApp } from "./app.js";
import type { Config } from "./config/config.js";
import { createDoors } from "./doors/create-doors.js";
import { measureDoors } from "./doors/door-metrics.js";
import { createErasure } from "./erasure/erasure.js";
import { createErasureRoutes } from "./erasure/erasure-routes.js";
import { createAccess } from "./http/access.js";
import { createMetrics } from "./http/metrics.js";
import type { DrainStep } from "./http/drain.js";
import type { PagesOptions } from "./http/pages.js";
import type { Log } from "./log/log.js";
import { openLmdbLog } from "./log/lmdb-log.js";
import { createMemoryLog } from "./log/memory-log.js";
import { createSnapshotRoutes } from "./snapshots/snapshot-routes.js";
import { createWorldRoutes } from "./worlds/world-routes.js";
import { type Worlds, createWorlds } from "./worlds/worlds.js";

/** Seconds between looks for game servers that have gone silent; they are given minutes. */
const SWEEP_SECONDS = 15;

export interface ServiceOptions {
	readonly config: Config;
	readonly logger: Logger;
	readonly version: string;
	/** The built pages, where there are any. */
	readonly pages?: PagesOptions;
}

/** The whole backend, built and not yet listening. */
export interface Service {
	readonly app: App;
	readonly log: Log;
	readonly worlds: Worlds;
	/** First at shutdown, in order: readers leave with cursors that they can resume from. */
	readonly onDrain: readonly DrainStep[];
	/** Last at shutdown, in order: what requests needed until their end. */
	readonly onClosed: readonly DrainStep[];
}

function openLog(config: Config): Promise<Log> {
	const { retention } = config;
	if (config.logEngine === "memory") return Promise.resolve(createMemoryLog({ retention }));
	return openLmdbLog({ directory: join(config.dataDir, "log"), retention });
}

/** Puts the capabilities together over one log. Rejects with LogError where the log cannot be opened. */
export async function createService({ config, logger, version, pages }: ServiceOptions): Promise<Service> {
	const now = (): number => Date.now() / 1000;
	const access = createAccess(config, logger);
	const metrics = createMetrics();
	const log = await openLog(config);
	const doors = createDoors({
		log,
		now,
		onFailure: (error, topic) => logger.error({ err: error, topic }, "a reader could not be served further"),
	});
	measureDoors(doors, metrics.registry);
	const worlds = createWorlds({
		log,
		now,
		newId: randomUUID,
		report: (message, details) => logger.warn(details, message),
		checkpointEvery: config.archiveIntervalTicks,
		sourceTimeoutSeconds: config.sourceTimeoutSeconds,
	});
	// Worlds of before come back at once, so that servers that died with this one are noticed too.
	await worlds.list();
	const sweeping = setInterval(() => {
		worlds
			.sweep()
			.catch((error: unknown) => logger.error({ err: error }, "silent servers could not be removed"));
	}, SWEEP_SECONDS * 1000);

	const erasure = createErasure([
		{ name: "worlds", erase: async (userId) => (await worlds.eraseUser(userId)).length },
	]);

	const deps = { worlds, doors, guards: access.guards, defaultWorld: config.worldId };
	const app = createApp({
		config,
		logger,
		access,
		metrics,
		version,
		features: [
			createSnapshotRoutes(deps),
			createWorldRoutes(deps),
			createErasureRoutes({
				erasure,
				guards: access.guards,
				now,
				...(config.webhookSecret !== undefined && { webhookSecret: config.webhookSecret }),
			}),
		],
		probes: [
			{
				name: "log",
				required: true,
				check: () => {
					const { engine, ready, detail } = log.status();
					return { ready, detail: detail === undefined ? engine : `${engine}: ${detail}` };
				},
			},
		],
		...(pages && { pages }),
	});
	return {
		app,
		log,
		worlds,
		onDrain: [() => doors.close()],
		onClosed: [
			() => {
				clearInterval(sweeping);
				return worlds.close();
			},
			() => log.close(),
			() => {
				metrics.stop();
				return Promise.resolve();
			},
		],
	};
}
