import { createApp } from "./app.js";
import { createPlayerFeatures } from "./experience/player-features.js";
import { createRemoteExperiences } from "./experience/remote/remote-experiences.js";
import { logProbes } from "./log/log-probes.js";
import { type GroundOptions, openGround } from "./process-ground.js";
import type { RunningProcess } from "./service.js";

export interface SessionOptions extends GroundOptions {
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
	const { now, report, access, metrics, nats, log, openDoors, onClosed } = await openGround(options);
	const doors = openDoors();
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
		features: createPlayerFeatures({ experiences, doors, access, now, logger }),
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
				return Promise.resolve();
			},
			...onClosed,
		],
	};
}
