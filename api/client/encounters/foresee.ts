import type { RoomCommand } from "../../src/encounters/encounters.js";
import { walksOf } from "../../src/encounters/engine/ground.js";
import type { GameView, ParticipantView } from "../../src/encounters/engine/view.js";

/**
 * What a view is going to be when a command is done, as far as its giver can know; undefined where that is nothing to
 * be drawn before the server has said it. Moves alone are foreseen: nothing else is free of dice and secrets.
 */
export function foresee(view: GameView, body: RoomCommand): GameView | undefined {
	if (body.type !== "act" || body.action.type !== "move" || !body.action.position) return undefined;
	const { entityId, position: to } = body.action;
	const walker = participantIn(view, entityId);
	if (!walker?.economy || !walker.availableActions?.includes("move")) return undefined;
	const { economy } = walker;
	const step = walksOf(view, walker, economy.movementLeft).get(`${to.x},${to.y}`);
	if (!step) return undefined;
	const moved = {
		...walker,
		position: to,
		economy: { ...economy, movementLeft: economy.movementLeft - step.cost },
	};
	return { ...view, participants: { ...view.participants, [entityId]: moved } };
}

/** Whom a command is about, where it is somebody's to play. */
export function entityOf(body: RoomCommand): string | undefined {
	if ("action" in body) return body.action.entityId;
	if ("participant" in body) return body.participant.entityId;
	return "entityId" in body ? body.entityId : undefined;
}

function participantIn({ participants }: GameView, entityId: string): ParticipantView | undefined {
	return Object.hasOwn(participants, entityId) ? participants[entityId] : undefined;
}
