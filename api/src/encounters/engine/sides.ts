import { participantOf, type GameState, type Participant } from "./state.js";

/** The side that is nobody's enemy. */
export const NEUTRAL_SIDE = "others";

/** Whose somebody is, and whether they are known to others: as much is in a state as in a view. */
type Sided = Pick<Participant, "entityId" | "side"> & Partial<Pick<Participant, "isHidden" | "userId">>;

export function areEnemies(one: Sided, other: Sided): boolean {
	return one.side !== other.side && one.side !== NEUTRAL_SIDE && other.side !== NEUTRAL_SIDE;
}

/**
 * Whether one knows that the other is there at all: what is hidden is known to its own side alone. A player's character
 * knows what its player sees, so that nothing it tries tells them more.
 */
export function knowsOf(one: Sided, other: Sided): boolean {
	if (!other.isHidden || one.entityId === other.entityId) return true;
	return one.userId === undefined ? one.side === other.side : one.userId === other.userId;
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
