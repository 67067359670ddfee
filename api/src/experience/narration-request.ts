import type { Happening, NarrationRequest } from "../messages/mind.js";
import { lyingAt } from "./experience-state.js";
import type { PlannedAction } from "./plan-action.js";
import { itemOf, locationOf, type Scene } from "./views.js";

/** A moment of a player's story, as it is told. */
export interface Moment {
	readonly id: string;
	/** Before it. */
	readonly scene: Scene;
	/** What came of what was done; absent where there were words alone. */
	readonly planned?: PlannedAction;
	readonly said?: string;
}

/** All that a narrator is given: what has happened already, and what lies where it leads to. */
export function narrationRequest({ id, scene, planned, said }: Moment): NarrationRequest {
	const { definition, userId } = scene;
	const { shared, player } = planned ?? scene;
	const { name, description, exits } = locationOf(definition, player.location);
	const quest = planned?.quests[0];
	return {
		id,
		experience: { id: definition.id, title: definition.title },
		userId,
		happening: planned ? happeningOf(scene, planned) : { kind: "said" },
		...(said !== undefined && { said }),
		place: {
			name,
			description,
			items: lyingAt(shared, player.location).map((item) => itemOf(definition, item).name),
			ways: exits.map((exit) => locationOf(definition, exit).name),
		},
		...(quest && {
			quest: {
				title: quest.title,
				found: quest.found.length,
				needed: quest.needed,
				won: quest.status === "won",
			},
		}),
	};
}

function happeningOf(
	{ definition, player }: Scene,
	{ action, code, message, own, others }: PlannedAction,
): Happening {
	if (code !== undefined) return { kind: "refused", action, code, message };
	for (const change of [...own, ...others]) {
		if (change.operation === "add") {
			const { name, description } = change.item;
			return { kind: change.to.kind === "inventory" ? "taken" : "dropped", item: { name, description } };
		}
		if (change.operation === "update") {
			return { kind: "moved", from: locationOf(definition, player.location).name };
		}
	}
	// Whoever walks to where they are has a look around.
	return { kind: "looked" };
}
