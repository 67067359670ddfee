import type { Logger } from "pino";
import { createApp } from "./app.js";
import type { Config } from "./config/config.js";
import { createAccess } from "./http/access.js";
import { createMetrics } from "./http/metrics.js";
import type { Mind } from "./messages/mind.js";
import { openMinds } from "./messages/open-minds.js";
import { startRedisWorkers } from "./messages/redis-workers.js";
import type { RunningProcess } from "./service.js";

export interface WorkerOptions {
	readonly config: Config;
	readonly logger: Logger;
	readonly version: string;
	/** What is behind the NPCs; made as the settings say where it is not given. */
	readonly mind?: Mind;
	/** Redis that messages wait on. */
	readonly url: string;
}

/**
 * A process that answers messages and does nothing else (`ROLE=worker`): it needs Redis and a mind, no log. It
 * listens for probes and metrics alone. Without Redis it is not ready, and goes on once there is one.
 */
export function createWorker({ config, logger, version, mind, url }: WorkerOptions): RunningProcess {
	const metrics = createMetrics();
	const minds = openMinds({ config, logger, mind, registry: metrics.registry });
	const workers = startRedisWorkers({
		url,
		now: () => Date.now() / 1000,
		work: (job, signal) => minds.mind.answer(job.request, signal),
	});
	const app = createApp({
		config,
		logger,
		access: createAccess(config, logger),
		metrics,
		version,
		features: [],
		probes: [
			{
				name: "queue",
				required: true,
				check: () => {
					const ready = workers.isReady();
					return { ready, detail: ready ? "redis" : "redis: cannot be reached" };
				},
			},
			...minds.probes,
		],
	});
	return {
		app,
		onListening: [],
		onDrain: [() => workers.close()],
		onClosed: [
			minds.stop,
			() => {
				metrics.stop();
				return Promise.resolve();
			},
		],
	};
}
