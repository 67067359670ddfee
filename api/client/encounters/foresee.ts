import type { RoomCommand } from "../../src/encounters/encounters.js";
import { findPath, type Ground } from "../../src/encounters/engine/path.js";
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
	const { economy, position: from } = walker;
	const path = findPath(groundInView(view, walker), { from, to, budget: economy.movementLeft });
	const cost = path?.at(-1)?.cost;
	if (cost === undefined) return undefined;
	const moved = {
		...walker,
		position: to,
		economy: { ...economy, movementLeft: economy.movementLeft - cost },
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

/** What somebody walks on, as the one who plays it sees it. */
export function groundInView(view: GameView, walker: ParticipantView): Ground {
	const { mapState, participants } = view;
	const keyOf = ({ x, y }: { readonly x: number; readonly y: number }): number => y * mapState.width + x;
	const others = new Map(
		Object.values(participants)
			.filter((one) => one.entityId !== walker.entityId && one.life !== "defeated")
			.map((one) => [keyOf(one.position), one]),
	);
	return {
		map: mapState,
		isBarred: (cell) => {
			const other = others.get(keyOf(cell));
			return other !== undefined && other.side !== walker.side;
		},
		isCrowded: (cell) => others.has(keyOf(cell)),
		extraCost: walker.conditions.some(({ condition }) => condition === "prone") ? 1 : 0,
	};
}
