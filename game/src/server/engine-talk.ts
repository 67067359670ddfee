import { HttpService } from "@rbxts/services";
import type { EarshotConfig } from "../shared/config/config";
import type { Clock, Logger, RandomSource } from "../shared/util/ports";
import type { RelationshipWire } from "../shared/wire";
import { createEngineStream } from "./backend/engine-stream";
import type { HttpPort } from "./backend/http-port";
import type { MindStats } from "./backend/mind";
import { createMind } from "./backend/mind";
import type { ClusterTick } from "./clusters/cluster";
import type { ConversationStats } from "./conversations/counters";
import { createConversations } from "./conversations/conversations";
import { watchChat } from "./conversations/engine-chat";
import { createEngineStage } from "./conversations/engine-stage";
import type { ShowingCounts } from "./conversations/filtered-texts";
import { createFloor } from "./conversations/floor";
import type { EntityWatch } from "./entities/engine-entities";
import type { Entity, Frame } from "./entities/entity";
import type { EngineMover } from "./npcs/engine-mover";
import type { RequestBudget } from "./state/budget";
import type { GameStateService } from "./state/game-state-service";

export interface TalkDeps {
	readonly config: EarshotConfig;
	readonly serverId: string;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly random: () => RandomSource;
	readonly http: HttpPort;
	readonly apiKey: string | Secret | undefined;
	/** The same that the state sends by. */
	readonly budget: RequestBudget;
	readonly watch: EntityWatch;
	readonly mover: EngineMover;
	readonly state: Pick<GameStateService, "reportClusters" | "reportInteraction">;
	readonly relationships: (id: string) => readonly RelationshipWire[];
	readonly locationAt: (x: number, y: number, z: number) => string;
	/** Whether an NPC is taken up by something else: it hears, and neither greets nor answers anybody. */
	readonly isResting: (npcId: string) => boolean;
}

/** What talk has come to since the start: by the rules, on the way to the backend, and before players' eyes. */
export interface TalkStats {
	readonly conversations: ConversationStats;
	readonly mind: MindStats;
	readonly texts: ShowingCounts;
}

/** Talk in the running place. */
export interface PlaceTalk {
	/** Takes the clusters of a frame: tells the backend first, then whom they concern. */
	readonly look: (tick: ClusterTick, frame: Frame) => void;
	/** Every frame; `now` in the clock's seconds. */
	readonly step: (now: number) => void;
	readonly isBusy: (npcId: string) => boolean;
	/** Somebody has come, or has another persona. */
	readonly arrived: (entity: Entity) => void;
	readonly left: (entity: Entity) => void;
	/** An NPC begins to rest or ends it: it is out of any talk, and goes after nobody. */
	readonly rest: (npcId: string) => void;
	/** A line of the place itself in a player's chat. */
	readonly tell: (playerId: string, text: string) => void;
	readonly stats: () => TalkStats;
	/**
	 * For shutdown: ends every talk and sends what is unsent while `step` goes on being called. `done` hears once
	 * whether everything was taken before `deadline` (the clock's seconds).
	 */
	readonly flush: (done: (complete: boolean) => void, deadline: number) => void;
	/** Lets go of the chat, the stage and the remotes. */
	readonly stop: () => void;
}

/** Somebody whom nothing said concerns: it opens no talk, and is in reach of nobody. */
function asleep(entity: Entity): Entity {
	return { ...entity, abilities: new Set(), responseRadius: -1 };
}

/** Puts talk together: its rules, the way to the minds, and what players see of it. */
export function startTalk(deps: TalkDeps): PlaceTalk {
	const { config, clock, logger, http, apiKey, budget, watch, mover, state } = deps;
	const mind = createMind({
		config,
		serverId: deps.serverId,
		http,
		budget,
		clock,
		random: deps.random(),
		logger,
		speaker: (npcId) => {
			const entity = watch.registry.byId(npcId);
			return entity && { persona: entity.persona, mood: watch.vitals(npcId).mood };
		},
		stream: createEngineStream({ apiUrl: config.apiUrl, apiKey }),
	});
	const stage = createEngineStage(watch.body, mover);
	const conversations = createConversations({
		config,
		random: deps.random(),
		newId: () => HttpService.GenerateGUID(false),
		createFloor: () => createFloor(config),
		mind,
		stage,
		relationships: deps.relationships,
		locationAt: deps.locationAt,
		reportInteraction: (id, narrative) => state.reportInteraction(id, narrative),
		entity: (id) => {
			const entity = watch.registry.byId(id);
			return entity && deps.isResting(id) ? asleep(entity) : entity;
		},
		model: watch.body,
	});
	const stopChat = watchChat({
		config,
		clock,
		onLine: (playerId, text) => conversations.heard(playerId, text, clock.seconds()),
	});

	return {
		look: (tick, frame) => {
			const now = clock.seconds();
			const changeIds = state.reportClusters(tick, (ids, ok) => conversations.confirmed(ids, ok));
			conversations.clustersChanged(tick, changeIds, now);
			conversations.tick({ now, unix: clock.unix(), frame, ticked: tick });
		},
		step: (now) => {
			conversations.step(now);
			// After it, so that what one frame says travels in one request.
			mind.step(now);
		},
		isBusy: (npcId) => conversations.isBusy(npcId) || stage.isHeld(npcId),
		arrived: ({ id, name, persona, abilities, responseSpeed, type: kind }) => {
			if (kind === "npc")
				mind.register({ npcId: id, name, persona, abilities: [...abilities], responseSpeed });
		},
		left: ({ id }) => {
			conversations.forget(id);
			stage.forget(id);
			mind.forget(id);
		},
		rest: (id) => {
			conversations.forget(id);
			stage.forget(id);
		},
		tell: stage.systemLine,
		stats: () => ({ conversations: conversations.stats(), mind: mind.stats(), texts: stage.counts() }),
		flush: (done, deadline) => {
			conversations.close();
			mind.flush(done, deadline);
		},
		stop: () => {
			stopChat();
			stage.stop();
		},
	};
}
