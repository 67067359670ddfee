import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { TurnAction } from "../../../src/encounters/engine/commands.js";
import type { GameView, ParticipantView } from "../../../src/encounters/engine/view.js";
import { INTERACTION_WORDS } from "../turn/choices.js";
import { nameOf } from "./people.js";

/** Name of what is done with, as its owner knows it. */
function thingOf(
	{ attacks = [], spells = [], inventory = [] }: Partial<ParticipantView>,
	{ actionId, spellId, itemId }: TurnAction,
): string | undefined {
	return (
		attacks.find((one) => one.attackId === actionId) ??
		spells.find((one) => one.spellId === spellId) ??
		inventory.find((one) => one.itemId === itemId)
	)?.name;
}

/** What somebody means to do, in a few words. */
function actionText(action: TurnAction, view: GameView): string {
	const { type, entityId, target, position, actionId } = action;
	const thing = thingOf(view.participants[entityId] ?? {}, action) ?? "something";
	const at = target !== undefined && target !== entityId ? ` on ${nameOf(view, target)}` : "";
	switch (type) {
		case "move":
			return position ? `Move to column ${position.x + 1}, row ${position.y + 1}` : "Move";
		case "attack":
			return `${thing}${at}`;
		case "cast":
			return `Cast ${thing}${at}`;
		case "useItem":
			return `Use ${thing}${at}`;
		case "interact":
			return `${Object.entries(INTERACTION_WORDS).find(([id]) => id === actionId)?.[1].name ?? "Do something"}${at}`;
		case "end":
			return "End the turn";
	}
}

/** What a command that may wait for the DM means, in a few words. */
export function intentText(body: RoomCommand, view: GameView): string {
	if (body.type === "act") return actionText(body.action, view);
	if (body.type === "react") return `React: ${actionText(body.action, view)}`;
	return body.type === "delay" ? "Put the turn off" : "Act next";
}
