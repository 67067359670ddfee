import type { ActionWire } from "../../../game/src/shared/wire/index.js";
import { carriedBy, lyingAt } from "./experience-state.js";
import { foldName, meant } from "./match-name.js";
import { itemOf, locationOf, type Scene } from "./views.js";

/** What people put before what they do. */
const PREAMBLE = /^(?:please |now |then |i (?:will |want to |would like to )?|let me |let us )*/;

const TAKE = /^(?:take|get|grab|pick up|pick(?=.* up$))\b(.*?)(?: up)?$/;
const DROP = /^(?:drop|leave|put down|put(?=.* down$))\b(.*?)(?: down| here)?$/;
const GO = /^(?:go|walk|move|head|run)(?: back)?(?: over)?(?: to| into| towards?)?\b(.*)$/;
const LOOK = /^look(?: around| about| here)?(?: please)?$/;

/**
 * The action that a player's words ask for, names matched loosely; undefined where they are plain talk, as whatever
 * names nothing that there is ("take care", "leave me alone").
 */
export function readCommand(scene: Scene, text: string): ActionWire | undefined {
	const { definition, shared, player, userId } = scene;
	const words = foldName(text)
		.replace(PREAMBLE, "")
		.replace(/ please$/, "");
	if (LOOK.test(words)) return { action: "look" };

	const itemIn = (pattern: RegExp, atHand: readonly string[]): string | undefined => {
		const name = pattern.exec(words)?.[1];
		if (name === undefined) return undefined;
		return meant(
			name,
			atHand.map((id) => itemOf(definition, id)),
			definition.items,
		)?.id;
	};
	const taken = itemIn(TAKE, lyingAt(shared, player.location));
	if (taken !== undefined) return { action: "take", item: taken };
	const dropped = itemIn(DROP, carriedBy(shared, userId));
	if (dropped !== undefined) return { action: "drop", item: dropped };

	const name = GO.exec(words)?.[1];
	if (name === undefined) return undefined;
	const { exits } = locationOf(definition, player.location);
	const location = meant(
		name,
		exits.map((id) => locationOf(definition, id)),
		definition.locations,
	);
	return location && { action: "move", location: location.id };
}
