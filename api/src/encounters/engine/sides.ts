import { participantOf, type GameState, type Participant } from "./state.js";

/** The side that is nobody's enemy. */
export const NEUTRAL_SIDE = "others";

export function areEnemies(one: Participant, other: Participant): boolean {
	return one.side !== other.side && one.side !== NEUTRAL_SIDE && other.side !== NEUTRAL_SIDE;
}

/** Whether one knows that the other is there at all: what is hidden is known to its own side alone. */
export function knowsOf(one: Participant, other: Participant): boolean {
	return !other.isHidden || one.entityId === other.entityId || one.side === other.side;
}

/** Whom an entity may aim at; whoever it does not know of is not there for it, and the defeated are out of it. */
export function targetOf(
	state: GameState,
	one: Participant,
	targetId: string | undefined,
): Participant | undefined {
	const target = participantOf(state, targetId);
	return target && target.life !== "defeated" && knowsOf(one, target) ? target : undefined;
}
