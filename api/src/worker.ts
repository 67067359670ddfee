import { createApp } from "./app.js";
import { loadTopics } from "./chatroom/topics/topic-file.js";
import { loadDefinitions } from "./experience/load-definitions.js";
import type { Mind } from "./messages/mind.js";
import { openMinds } from "./messages/open-minds.js";
import { startRedisWorkers } from "./messages/redis-workers.js";
import { createBase, type GroundOptions } from "./process-ground.js";
import type { RunningProcess } from "./service.js";
import { startTelling } from "./telling.js";

export interface WorkerOptions extends GroundOptions {
	readonly version: string;
	/** What is behind the NPCs; made as the settings say where it is not given. */
	readonly mind?: Mind;
	/** Redis that messages wait on. */
	readonly url: string;
	/** Folder of the experiences that ship, for where the settings name none. */
	readonly experiences?: string;
	/** File of what chatlings talk of, likewise. */
	readonly topics?: string;
}

/**
 * A process that answers messages, and narrates and does runs of the chatroom where it shares the database and the log
 * (`ROLE=worker`). It listens for probes and metrics alone. Without Redis it is not ready, and goes on once there is
 * one. Rejects with LogError where the log cannot be opened, with ConfigError where experiences or topics are wrong.
 */
export async function createWorker(options: WorkerOptions): Promise<RunningProcess> {
	const { config, logger, version, url } = options;
	const { databaseUrl } = config;
	// First of all: what is wrong with them is said before anything is open that would have to be closed.
	const definitions = await loadDefinitions(config.experiencesDir ?? options.experiences);
	const topics = await loadTopics(config.chatroom.topicsFile ?? options.topics);
	const base = createBase(options);
	const { now, access, metrics } = base;
	const minds = openMinds({ config, logger, mind: options.mind, registry: metrics.registry });
	const { mind } = minds;
	const workers = startRedisWorkers({
		url,
		now,
		work: (job, signal) => mind.answer(job.request, signal),
	});
	const telling =
		databaseUrl !== undefined && config.logEngine === "redis"
			? await startTelling({ config, logger, base, mind, databaseUrl, definitions, topics })
			: undefined;
	const app = createApp({
		config,
		logger,
		access,
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
			...(telling?.probes ?? []),
		],
	});
	return {
		app,
		onListening: telling?.onListening ?? [],
		onDrain: [() => workers.close()],
		onClosed: [
			...(telling?.onClosed ?? []),
			minds.stop,
			() => {
				metrics.stop();
				return Promise.resolve();
			},
		],
	};
}
