import type { Registry } from "prom-client";
import type { Config } from "../config/config.js";
import type { Doors, FollowDoor } from "../doors/doors.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { Feature } from "../http/feature.js";
import type { Guards, Identities } from "../http/guards.js";
import type { Probe } from "../http/probes.js";
import type { Log } from "../log/log.js";
import type { SnapshotIntake } from "../snapshots/snapshot-routes.js";
import type { Worlds } from "../worlds/worlds.js";
import { followWorlds } from "./follow-worlds.js";
import type { MindJob } from "./message-queue.js";
import { createMessageRoutes, createMessagesIntake } from "./message-routes.js";
import { createMessages } from "./messages.js";
import type { Messages } from "./messages.js";
import type { Mind } from "./mind.js";
import { createNpcRoutes } from "./npc-routes.js";
import { openQueue } from "./open-queue.js";
import { measureQueues } from "./queue-metrics.js";
import { createClusterSockets } from "./sockets/cluster-sockets.js";
import { clusterOf } from "./talk-queries.js";
import { inboxView, talkView } from "./talk-views.js";

export interface StartTalkOptions {
	readonly config: Pick<Config, "role" | "queue" | "worldId">;
	readonly log: Log;
	readonly worlds: Worlds;
	readonly doors: Doors & FollowDoor;
	readonly guards: Guards;
	readonly identities: Identities;
	readonly takeSnapshot: SnapshotIntake;
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
	/** What talk keeps about users. */
	readonly userData: UserDataHolder;
	readonly measure: (registry: Registry) => void;
	readonly stop: () => Promise<void>;
}

/** Puts talk together over a log and its worlds. */
export async function startTalk(options: StartTalkOptions): Promise<RunningTalk> {
	const { config, log, worlds, doors, guards, mind, now, report } = options;
	const { worldId: defaultWorld } = config;
	const work = (job: MindJob, signal: AbortSignal) => mind.answer(job.request, signal);
	const { createQueue, stopWorkers } = openQueue(config, { work, now, report });
	const messages = createMessages({ log, now, report, worlds, createQueue, work });
	const { talks, queue } = messages;
	const follower = await followWorlds({ worlds, talks, report });
	const deps = { messages, talks, doors, guards, log, defaultWorld };
	return {
		messages,
		features: [
			createMessageRoutes(deps),
			createNpcRoutes(deps),
			createClusterSockets({
				identities: options.identities,
				door: doors,
				talkView: (world) => talkView(talks, world),
				answersView: (serverId) => inboxView(log, serverId),
				clusterOf: async (world, member) => clusterOf((await talks.open(world)).state, member),
				defaultWorld,
				takeMessages: createMessagesIntake(messages, defaultWorld),
				takeSnapshot: options.takeSnapshot,
				now,
				onFailure: (error) => report("A socket could not be served further.", { error }),
			}),
		],
		userData: {
			name: "talk",
			erase: async (userId) => {
				// What the worlds told of the user must not come after.
				for (const world of await worlds.list()) await talks.project(world);
				const erased = await messages.eraseUser(userId);
				for (const { topic, offset } of erased) await log.forget(topic, offset);
				return erased.length;
			},
		},
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
