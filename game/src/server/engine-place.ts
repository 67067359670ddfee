import { RunService, ServerStorage } from "@rbxts/services";
import { readPlaceConfig } from "../shared/config/engine-config";
import { engineLogger } from "../shared/util/engine-logger";
import type { RandomSource } from "../shared/util/ports";
import { createSchedule } from "../shared/util/schedule";
import { engineClock } from "./backend/engine-clock";
import { createEngineHttp, engineApiKey } from "./backend/engine-http";
import { engineIdentity } from "./backend/engine-identity";
import type { ClusterTick } from "./clusters/cluster";
import { createClusterService } from "./clusters/cluster-service";
import { createProximity } from "./clusters/proximity";
import { watchEntities } from "./entities/engine-entities";
import { readZones } from "./entities/engine-zones";
import { locate } from "./entities/zones";
import { createMover } from "./npcs/engine-mover";
import { startEncounters } from "./engine-encounters";
import { startExperience } from "./engine-experience";
import { startChatroom } from "./engine-chatroom";
import { startTalk } from "./engine-talk";
import { createWanderers } from "./npcs/wanderers";
import { RequestBudget } from "./state/budget";
import { GameStateService } from "./state/game-state-service";
import { reportOf } from "./state/report";

/** BindableFunction in ServerStorage that answers with the place's report, for tools and the headless host. */
const REPORT_NAME = "EarshotStats";
/** Seconds between readings of the zones: they are furniture, moved by builders and not by the minute. */
const ZONE_SECONDS = 10;

/** The running place. */
export interface Place {
	/** Lets go of everything and yields until what is unsent has been sent, or the time for it is over. */
	readonly close: () => void;
}

function randomSource(): RandomSource {
	const random = new Random();
	return { unit: () => random.NextNumber() };
}

/** Builds the place from its parts and starts its heartbeat. */
export function startPlace(): Place {
	const logger = engineLogger;
	const clock = engineClock;
	const config = readPlaceConfig(logger);
	const identity = engineIdentity();
	let clustersFormed = 0;
	let clusterCount = 0;
	let zones = readZones();
	let isOpen = true;

	const watch = watchEntities({ defaultWanderRadius: config.wanderRadiusStuds, logger });
	const mover = createMover(watch.body);
	const wanderers = createWanderers({
		mover,
		random: randomSource(),
		entity: watch.registry.byId,
		isBusy: (id) => talk.isBusy(id) || encounters.holds(id),
		keepsTo: (id) => chatroom.ownerOf(id),
		recallStuds: config.chatlingRecallStuds,
	});
	const clusters = createClusterService({
		config,
		clock,
		newId: () => {
			clusterCount += 1;
			return `${identity.epoch}-${clusterCount}`;
		},
	});
	let tick: ClusterTick | undefined;
	const clusterOf = (id: string) => {
		const clusterId = tick?.clusterOf.get(id);
		return clusterId === undefined ? undefined : tick?.clusters.get(clusterId);
	};
	const proximity = createProximity({
		clusters,
		budgetMs: config.proximityBudgetMs,
		onTick: (newest) => {
			tick = newest;
			for (const change of newest.changes) if (change.kind === "formed") clustersFormed += 1;
			talk.look(newest, proximity.frame());
		},
	});
	const apiKey = engineApiKey(logger, config.apiKey);
	const http = createEngineHttp({ apiUrl: config.apiUrl, apiKey, gzipFromBytes: config.gzipFromBytes });
	const budget = new RequestBudget(config);
	const locationAt = (x: number, y: number, z: number) => locate(zones, [x, y, z]);
	const relationships = () => [];
	const state = new GameStateService({
		config,
		identity,
		clock,
		logger,
		random: randomSource(),
		budget,
		http,
		place: {
			frame: proximity.frame,
			entities: watch.registry.all,
			vitals: watch.vitals,
			locationAt,
			relationships,
		},
	});
	const talk = startTalk({
		config,
		serverId: identity.serverId,
		clock,
		logger,
		random: randomSource,
		http,
		apiKey,
		budget,
		watch,
		mover,
		state,
		relationships,
		locationAt,
		isResting: (id) => encounters.holds(id),
	});
	const encounters = startEncounters({
		config,
		clock,
		logger,
		random: randomSource(),
		http,
		budget,
		watch,
		mover,
		talk,
		clusterOf,
	});
	const chatroom = startChatroom({
		config,
		clock,
		logger,
		random: randomSource(),
		http,
		budget,
		watch,
		mover,
		talk,
	});
	const experience = startExperience({ config, clock, logger, random: randomSource(), http, budget });
	watch.start({
		arrived: talk.arrived,
		described: talk.arrived,
		left: (entity) => {
			wanderers.forget(entity.id);
			talk.left(entity);
		},
	});

	const schedule = createSchedule(
		[
			{
				name: "proximity",
				periodSeconds: () => config.proximitySeconds,
				phaseSeconds: 0,
				run: () => proximity.look(watch.frame(clock.unix())),
			},
			{
				name: "wander",
				periodSeconds: () => config.wanderSeconds,
				phaseSeconds: 0.5,
				run: () => wanderers.step(proximity.frame()),
			},
			{
				name: "recall",
				periodSeconds: () => config.proximitySeconds,
				phaseSeconds: 0.75,
				run: () => wanderers.recall(proximity.frame()),
			},
			{
				name: "zones",
				periodSeconds: () => ZONE_SECONDS,
				phaseSeconds: 0.25,
				run: () => {
					zones = readZones();
				},
			},
		],
		clock.seconds(),
		(name, problem) => logger.write("error", `${name}: ${problem}`),
	);
	const heartbeat = RunService.Heartbeat.Connect(() => {
		const now = clock.seconds();
		schedule.advance(now);
		proximity.step();
		state.step(now);
		talk.step(now);
		experience.step(now);
		encounters.step(now);
		if (isOpen) chatroom.step(now);
	});

	// Not let go of in `close`: how the last flush went is asked for after it.
	const report = new Instance("BindableFunction");
	report.Name = REPORT_NAME;
	report.OnInvoke = () =>
		reportOf(
			{
				...identity,
				world: config.world,
				stats: state.stats(),
				clustersFormed,
				talk: talk.stats(),
				experience: experience.stats(),
				chatlings: chatroom.stats(),
				encounters: encounters.stats(),
			},
			state.state(),
		);
	report.Parent = ServerStorage;

	return {
		close: () => {
			isOpen = false;
			// The last word is where everybody stands now, not where they stood up to a second ago.
			proximity.lookAtOnce(watch.frame(clock.unix()));
			const deadline = clock.seconds() + config.flushSeconds;
			const thread = coroutine.running();
			let unfinished = 4;
			const finished = (what: string) => (complete: boolean) => {
				unfinished -= 1;
				if (!complete) logger.write("error", `${what} could not be told to the backend in time`);
				if (unfinished === 0 && coroutine.status(thread) === "suspended") task.spawn(thread);
			};
			talk.flush(finished("the last lines"), deadline);
			state.flush(finished("the last changes"), deadline);
			experience.flush(finished("what players took last"), deadline);
			encounters.flush(finished("what players did last in encounters"), deadline);
			if (unfinished > 0) coroutine.yield();
			heartbeat.Disconnect();
			talk.stop();
			experience.stop();
			chatroom.stop();
			encounters.stop();
			mover.close();
			watch.stop();
		},
	};
}
