import type { Registry } from "prom-client";
import type { Config } from "../config/config.js";
import type { Doors } from "../doors/doors.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import type { Probe } from "../http/probes.js";
import type { Log } from "../log/log.js";
import type { Worlds } from "../worlds/worlds.js";
import { followWorlds } from "./follow-worlds.js";
import type { MindJob } from "./message-queue.js";
import { createMessageRoutes } from "./message-routes.js";
import { createMessages } from "./messages.js";
import type { Messages } from "./messages.js";
import type { Mind } from "./mind.js";
import { createNpcRoutes } from "./npc-routes.js";
import { openQueue } from "./open-queue.js";
import { measureQueues } from "./queue-metrics.js";

export interface StartTalkOptions {
	readonly config: Pick<Config, "role" | "queue" | "worldId">;
	readonly log: Log;
	readonly worlds: Worlds;
	readonly doors: Doors;
	readonly guards: Guards;
	readonly mind: Mind;
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Talk, running until `stop`. */
export interface RunningTalk {
	readonly messages: Messages;
	readonly features: readonly Feature[];
	readonly probes: readonly Probe[];
	readonly measure: (registry: Registry) => void;
	readonly stop: () => Promise<void>;
}

/** Puts talk together over a log and its worlds. */
export async function startTalk(options: StartTalkOptions): Promise<RunningTalk> {
	const { config, log, worlds, doors, guards, mind, now, report } = options;
	const work = (job: MindJob, signal: AbortSignal) => mind.answer(job.request, signal);
	const { createQueue, stopWorkers } = openQueue(config, { work, now, report });
	const messages = createMessages({ log, now, report, worlds, createQueue, work });
	const { talks, queue } = messages;
	const follower = await followWorlds({ worlds, talks, report });
	const deps = { messages, talks, doors, guards, log, defaultWorld: config.worldId };
	return {
		messages,
		features: [createMessageRoutes(deps), createNpcRoutes(deps)],
		probes: [
			{
				name: "queue",
				// Without Redis messages are answered in this process.
				required: false,
				check: () => {
					const { ready, detail } = queue.status();
					return { ready, detail: detail === undefined ? queue.engine : `${queue.engine}: ${detail}` };
				},
			},
		],
		measure: (registry) => measureQueues(messages, registry),
		stop: async () => {
			await follower.stop();
			await messages.close();
			await stopWorkers();
		},
	};
}
