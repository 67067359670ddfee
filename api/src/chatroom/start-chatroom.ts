import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import type { Database } from "../db/database.js";
import type { RunningDoors } from "../doors/create-doors.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { Feature } from "../http/feature.js";
import type { Probe } from "../http/probes.js";
import { Refusal } from "../http/refusal.js";
import type { Talks } from "../messages/talks.js";
import type { RunningOutbox } from "../outbox/start-outbox.js";
import type { Ground } from "../process-ground.js";
import { createBond } from "./bond/bond.js";
import type { Topic } from "./core/society.js";
import { openLineWriter } from "./dialogue/model/open-line-writer.js";
import { startChatroomNews } from "./live/start-chatroom-news.js";
import { readTopics } from "./runs/read-topics.js";
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
import { createSociety } from "./society/create-society.js";
import { refreshTopics } from "./topics/refresh-topics.js";

export interface StartChatroomOptions {
	readonly config: Pick<Config, "chatroom" | "databaseUrl" | "mind" | "queue" | "role">;
	readonly logger: Logger;
	readonly ground: Pick<Ground, "access" | "log" | "metrics" | "now" | "report">;
	readonly database: Database;
	readonly outbox: RunningOutbox;
	/** What can be talked of. */
	readonly topics: readonly Topic[];
	/** Of a process that answers users and places. */
	readonly edge?: { readonly doors: RunningDoors; readonly talks: Talks };
}

/** The chatroom in a process, running until `stop`. */
export interface RunningChatroom {
	/** Its part of the edge; a process that answers nobody leaves it. */
	readonly features: readonly Feature[];
	readonly probes: readonly Probe[];
	readonly userData: UserDataHolder;
	/** What is begun once requests are taken. */
	readonly onListening: () => void;
	/** When all chatlings talk next, in unix seconds; undefined where that is not planned. */
	readonly nextRunAt: () => number | undefined;
	/**
	 * Leaves what is under way to others, or to the next start: at once, so that nothing is begun any more that the
	 * database is needed for. Again it is the same end that is waited for.
	 */
	readonly stop: () => Promise<void>;
}

/** Makes the chatroom of a process: runs by its schedule, and what admins and users are answered and told. */
export function startChatroom(options: StartChatroomOptions): RunningChatroom {
	const { config, logger, ground, database, outbox, topics: pool, edge } = options;
	const { access, log, metrics, now, report } = ground;
	const { tell, erase } = outbox.teller;
	const { guards } = access;
	const { chatroom, databaseUrl, role } = config;
	const { seed, demoUsers } = chatroom;
	// Where there is nothing to talk of, nothing is planned.
	const slots = createSlots(pool.length > 0 ? chatroom : { timeZone: chatroom.timeZone });
	const topics = { pool, seed };
	// Where others reach the same database, an api leaves it to workers.
	const works = role !== "api" || databaseUrl === undefined;
	const since = (): number => keptSince(now(), chatroom.keptMonths);

	const lines = works ? openLineWriter({ config, logger, registry: metrics.registry }) : undefined;
	const generation = createGeneration(
		{ database, tell, now, report, ...(lines?.write && { lines: lines.write }) },
		chatroom.batch,
	);
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

	// Somebody waits for an answer: what cannot be had now is refused.
	const asked = createGeneration({ database: outbox.calls, tell, now, report });
	const beginAsked = beginRuns({ database: outbox.calls, topics, generation: asked, calls });
	const runs = createRunRoutes({
		guards,
		slots,
		read: asked.read,
		list: asked.list,
		begin: async (slot) => {
			if (pool.length === 0) throw new Refusal("unavailable", "There are no topics to talk of.");
			await beginAsked(slot);
			void scheduler.wake();
		},
		keptSince: since,
		now,
	});
	const nextRunAt = (): number | undefined => slots.nextPlanned(now())?.slot;
	const society = createSociety({ calls: outbox.calls, guards, seed, nextRunAt, now, tell, erase });
	const news = edge && startChatroomNews({ outbox, log, doors: edge.doors, access, now, report });
	const bond =
		edge &&
		createBond({
			talks: edge.talks,
			calls: outbox.calls,
			dayAt: async (sql, at) => {
				await refreshTopics(sql, topics, at);
				const { day } = slots.of(at);
				return { day, topics: await readTopics(sql, { runId: "place", slot: at, day }) };
			},
			seed,
			tell,
			guards,
			now,
			report,
		});

	let stopping: Promise<void> | undefined;
	const stop = async (): Promise<void> => {
		news?.stop();
		await lines?.stop();
		await bond?.stop();
		await scheduler.stop();
		await calls.close();
	};

	const seedDemoUsers = async (): Promise<void> => {
		if (demoUsers.length === 0 || pool.length === 0) return;
		try {
			const added = await seedDemo({ database, slots, begin, now }, demoUsers);
			if (added > 0) logger.info({ added }, "demo users have a society now");
		} catch (error) {
			if (!stopping) report("Demo users could not be given a society.", { error });
		}
	};

	return {
		features: [runs, ...society.features, ...(news ? [news.feature] : []), ...(bond?.features ?? [])],
		probes: lines?.probes ?? [],
		userData: society.userData,
		// In this order: a run that is begun takes those who are there.
		onListening: () => {
			void seedDemoUsers().then(scheduler.start);
			void bond?.sweep();
		},
		nextRunAt,
		stop: () => (stopping ??= stop()),
	};
}
