import { HttpService } from "@rbxts/services";
import type { EarshotConfig } from "../shared/config/config";
import type { Clock, Logger, RandomSource } from "../shared/util/ports";
import type { HttpPort } from "./backend/http-port";
import { engineTextFilter } from "./conversations/engine-text-filter";
import { watchItems } from "./experience/engine-items";
import { openQuestStage } from "./experience/engine-quests";
import { createExperience } from "./experience/experience";
import type { Experience } from "./experience/experience";
import type { RequestBudget } from "./state/budget";

export interface ExperienceDeps {
	readonly config: EarshotConfig;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly random: RandomSource;
	readonly http: HttpPort;
	/** The same that the state and talk send by. */
	readonly budget: RequestBudget;
}

/** The experience in the running place. `stop` lets go of items, remotes and players. */
export type PlaceExperience = Pick<Experience, "step" | "stats" | "flush" | "stop">;

/** Puts the experience together: what the backend tells, the items in the place, and what players see of their quests. */
export function startExperience(deps: ExperienceDeps): PlaceExperience {
	const { config } = deps;
	const experience = createExperience({
		...deps,
		newId: () => HttpService.GenerateGUID(false),
		stage: {
			showItem: (itemId, look) => items?.show(itemId, look),
			showQuests: (userId, shown) => quests.show(userId, shown),
			tell: (userId, text) => quests.tell(userId, text),
		},
	});
	const items =
		config.experience === ""
			? undefined
			: watchItems(
					{
						arrived: experience.itemArrived,
						left: experience.itemLeft,
						triggered: (player, itemId) => experience.triggered(tostring(player.UserId), itemId),
					},
					deps,
				);
	// Open without items too: clients wait for these remotes.
	const quests = openQuestStage(
		{ joined: experience.joined, left: experience.left },
		{ filter: engineTextFilter, labelOf: (itemId) => items?.label(itemId) },
	);
	return {
		step: experience.step,
		stats: experience.stats,
		flush: experience.flush,
		stop: () => {
			experience.stop();
			items?.stop();
			quests.stop();
		},
	};
}
