import type { Logger } from "pino";
import { createApp } from "./app.js";
import type { Config } from "./config/config.js";
import { createDoors } from "./doors/create-doors.js";
import { measureDoors } from "./doors/door-metrics.js";
import { createRemoteExperiences } from "./experience/remote/remote-experiences.js";
import { createAccess } from "./http/access.js";
import { createMetrics } from "./http/metrics.js";
import { logProbes, measureLog } from "./log/log-probes.js";
import { openLog } from "./log/open-log.js";
import { openNats } from "./nats/open-nats.js";
import type { RunningProcess } from "./service.js";

export interface SessionOptions {
	readonly config: Config;
	readonly logger: Logger;
	readonly version: string;
	/** Base address of the processes that hold the state. */
	readonly apiUrl: string;
}

/**
 * A process that holds players' connections and nothing else (`ROLE=session`): what they are told it reads from the
 * log that all share, what they ask for it asks the api. It opens no database, no queue and no snapshots, so that any
 * number of it come and go; whoever was connected comes back to another with a cursor.
 */
export async function createSession(options: SessionOptions): Promise<RunningProcess> {
	const { config, logger, version, apiUrl } = options;
	const report = (message: string, details: Readonly<Record<string, unknown>>): void =>
		logger.warn(details, message);
	const now = (): number => Date.now() / 1000;
	const metrics = createMetrics();
	const access = createAccess(config, logger);
	const nats = openNats(config, report);
	const log = await openLog(config, nats);
	measureLog(log, metrics.registry);
	const doors = createDoors({
		log,
		now,
		onFailure: (error, topic) => logger.error({ err: error, topic }, "a reader could not be served further"),
	});
	measureDoors(doors, metrics.registry);
	const [apiKey] = config.gameApiKeys;
	const experiences = createRemoteExperiences({
		url: apiUrl,
		report,
		...(apiKey !== undefined && { apiKey }),
	});

	const app = createApp({
		config,
		logger,
		access,
		metrics,
		version,
		features: [],
		probes: [...logProbes(log, { hasNats: nats !== undefined }), experiences.probe],
		streams: () => doors.counts().sse,
	});
	return {
		app,
		onListening: [],
		onDrain: [() => doors.close()],
		onClosed: [
			() => {
				experiences.close();
				return log.close();
			},
			async () => nats?.close(),
			() => {
				metrics.stop();
				return Promise.resolve();
			},
		],
	};
}
