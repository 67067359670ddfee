import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import type { Database } from "../db/database.js";
import type { Feature } from "../http/feature.js";
import type { RunningOutbox } from "../outbox/start-outbox.js";
import type { Base } from "../process-ground.js";
import type { Topic } from "./core/society.js";
import { beginRuns } from "./schedule/begin-run.js";
import { createGeneration } from "./schedule/create-generation.js";
import { hasMembers } from "./schedule/has-members.js";
import { keptSince, letGo } from "./schedule/let-go.js";
import { openRunCalls } from "./schedule/open-run-calls.js";
import { createRunRoutes } from "./schedule/run-routes.js";
import { watchRuns } from "./schedule/run-watch.js";
import { createScheduler } from "./schedule/scheduler.js";
import { createSlots } from "./schedule/slots.js";
import { seedDemo } from "./seeds/seed-demo.js";
import { createSociety, type SocietyFeature } from "./society/create-society.js";

export interface StartChatroomOptions {
	readonly config: Pick<Config, "chatroom" | "databaseUrl" | "queue" | "role">;
	readonly logger: Logger;
	readonly base: Pick<Base, "access" | "metrics" | "now" | "report">;
	readonly database: Database;
	readonly outbox: Pick<RunningOutbox, "calls" | "teller" | "isInUse">;
	/** What can be talked of. */
	readonly topics: readonly Topic[];
}

/** The chatroom in a process, running until `stop`. */
export interface RunningChatroom extends SocietyFeature {
	/** Its part of the edge; a process that answers nobody leaves it. */
	readonly features: readonly Feature[];
	/** What is begun once requests are taken. */
	readonly onListening: () => void;
	/** When all chatlings talk next, in unix seconds; undefined where that is not planned. */
	readonly nextRunAt: () => number | undefined;
	/** Leaves what is under way to others, or to the next start. */
	readonly stop: () => Promise<void>;
}

/** Makes the chatroom of a process: runs by its schedule, and its routes. */
export function startChatroom(options: StartChatroomOptions): RunningChatroom {
	const { config, logger, base, database, outbox, topics: pool } = options;
	const { access, metrics, now, report } = base;
	const { tell } = outbox.teller;
	const { chatroom, databaseUrl, role } = config;
	const { seed, demoUsers } = chatroom;
	// Where there is nothing to talk of, nothing is planned.
	const slots = createSlots(pool.length > 0 ? chatroom : { timeZone: chatroom.timeZone });
	// Where others reach the same database, an api leaves it to workers.
	const works = role !== "api" || databaseUrl === undefined;
	const topics = { pool, seed };
	const since = (): number => keptSince(now(), chatroom.keptMonths);

	const generation = createGeneration({ database, tell, now, report }, chatroom.batch);
	const calls = openRunCalls(config, { works, report })(() => scheduler.wake());
	const begin = beginRuns({ database, topics, generation, calls });
	const scheduler = createScheduler({
		slots,
		generation,
		begin,
		hasMembers: (slot) => database.run((sql) => hasMembers(sql, slot)),
		letGo: () => letGo(database, since()),
		works,
		maySweep: outbox.isInUse,
		watch: watchRuns({ logger, registry: metrics.registry, now }),
		now,
	});

	const seedDemoUsers = async (): Promise<void> => {
		if (demoUsers.length === 0 || pool.length === 0) return;
		const added = await seedDemo({ database, slots, begin, now }, demoUsers);
		if (added > 0) logger.info({ added }, "demo users have a society now");
	};

	// Somebody waits for an answer: what cannot be had now is refused.
	const asked = createGeneration({ database: outbox.calls, tell, now, report });
	const beginAsked = beginRuns({ database: outbox.calls, topics, generation: asked, calls });

	const nextRunAt = (): number | undefined => slots.nextPlanned(now())?.slot;
	const society = createSociety({
		calls: outbox.calls,
		guards: access.guards,
		seed,
		nextRunAt,
		now,
		tell,
		erase: outbox.teller.erase,
	});

	return {
		...society,
		features: [
			...society.features,
			createRunRoutes({
				guards: access.guards,
				slots,
				read: asked.read,
				list: asked.list,
				begin: async (slot) => {
					await beginAsked(slot);
					void scheduler.wake();
				},
				keptSince: since,
				now,
			}),
		],
		onListening: () => {
			void seedDemoUsers()
				.catch((error: unknown) => report("Demo users could not be given a society.", { error }))
				// After it: a run that is begun takes those who are there.
				.then(scheduler.start);
		},
		nextRunAt,
		stop: async () => {
			await scheduler.stop();
			await calls.close();
		},
	};
}
