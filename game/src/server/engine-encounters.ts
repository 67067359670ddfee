import { HttpService } from "@rbxts/services";
import { mayOpen } from "../shared/config/encounters-config";
import type { EarshotConfig } from "../shared/config/config";
import type { Clock, Logger, RandomSource } from "../shared/util/ports";
import type { HttpPort } from "./backend/http-port";
import { ShownNames } from "./chatlings/shown-names";
import type { Cluster } from "./clusters/cluster";
import { engineTextFilter, filterForAll } from "./conversations/engine-text-filter";
import { createEncounters } from "./encounters/encounters";
import { SHEET_ATTRIBUTE } from "./encounters/sheets";
import { HIDDEN } from "./encounters/wording";
import type { Encounters } from "./encounters/encounter-ports";
import { openEncounterStage, ownsPlace } from "./encounters/engine-encounter-stage";
import type { PlaceTalk } from "./engine-talk";
import type { EntityWatch } from "./entities/engine-entities";
import type { EngineMover } from "./npcs/engine-mover";
import type { RequestBudget } from "./state/budget";

export interface PlaceEncounterDeps {
	readonly config: EarshotConfig;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly random: RandomSource;
	readonly http: HttpPort;
	/** The same that all else in the place sends by. */
	readonly budget: RequestBudget;
	readonly watch: Pick<EntityWatch, "body" | "registry">;
	readonly mover: EngineMover;
	readonly talk: Pick<PlaceTalk, "rest">;
	readonly clusterOf: (id: string) => Cluster | undefined;
}

/** Encounters in the running place. `stop` frees everybody and lets go of the remotes. */
export type PlaceEncounters = Pick<Encounters, "holds" | "step" | "stats" | "flush" | "stop">;

/** Puts them together: what the backend's rooms say, who moves by them, and what players see and order. */
export function startEncounters(deps: PlaceEncounterDeps): PlaceEncounters {
	const { config, watch, mover, talk } = deps;
	const stage = openEncounterStage({ filter: engineTextFilter, bodyOf: watch.body, mover });
	const texts = new ShownNames({
		filter: (text, userId) => filterForAll(text, tonumber(userId) ?? 0),
		spawn: (work) => task.spawn(work),
		nameless: HIDDEN,
	});
	const owners = new Set<string>();
	const encounters = createEncounters({
		...deps,
		newId: () => HttpService.GenerateGUID(false),
		mayOpen: (userId) => mayOpen(config.encounterOpeners, userId, owners.has(userId)),
		spotOf: (id) => {
			const position = watch.body(id)?.PrimaryPart?.Position;
			return position && { x: position.X, z: position.Z };
		},
		isNpc: (id) => watch.registry.byId(id)?.type === "npc",
		sheetTextOf: (id) => watch.body(id)?.GetAttribute(SHEET_ATTRIBUTE),
		decode: (text) => HttpService.JSONDecode(text),
		nameOf: (id) => watch.registry.byId(id)?.name,
		shownText: (userId, text) => texts.of(userId, text),
		stage: {
			...stage,
			hold: (npcId, isHeld) => {
				if (isHeld) mover.stop(npcId);
				talk.rest(npcId);
			},
		},
	});
	stage.start({
		joined: (userId) => {
			encounters.joined(userId);
			task.spawn(() => {
				if (config.encounterOpeners === "owner" && ownsPlace(tonumber(userId) ?? 0)) owners.add(userId);
			});
		},
		left: (userId) => {
			encounters.left(userId);
			texts.forget(userId);
			owners.delete(userId);
		},
		ordered: encounters.ordered,
	});
	return {
		holds: encounters.holds,
		step: encounters.step,
		stats: encounters.stats,
		flush: encounters.flush,
		stop: () => {
			encounters.stop();
			stage.stop();
		},
	};
}
