import type { GameState, Participant, Seat } from "./state.js";

/** Negative where `one` goes first: by count, then dexterity, then id, so that everybody sorts ties alike. */
export function compareSeats(one: Seat, other: Seat): number {
	if (one.initiative !== other.initiative) return other.initiative - one.initiative;
	if (one.dexterity !== other.dexterity) return other.dexterity - one.dexterity;
	return one.seatId < other.seatId ? -1 : 1;
}

/** A seat put where its count has it, before the first that goes after it; the others keep their order. */
export function insertSeat(order: readonly Seat[], seat: Seat): readonly Seat[] {
	const at = order.findIndex((other) => compareSeats(seat, other) < 0);
	return at < 0 ? [...order, seat] : order.toSpliced(at, 0, seat);
}

/** A seat of one's own. */
export function seatOf({ entityId, initiative, abilities }: Participant, actedInRound: number): Seat {
	return {
		seatId: entityId,
		entityIds: [entityId],
		initiative: initiative ?? 0,
		dexterity: abilities.dex,
		actedInRound,
		delay: null,
	};
}

/** The seat that an entity acts in; undefined of one who is out of the order. */
export function seatWith({ initiativeOrder }: GameState, entityId: string): Seat | undefined {
	return initiativeOrder.find(({ entityIds }) => entityIds.includes(entityId));
}

/**
 * Whose turn is next: the first in order that had none this round, else the first of all, a round later. It does not
 * matter who was moved, came or went meanwhile: each has one turn a round. One who delays is passed over until its
 * place comes in the next round.
 */
export function nextTurn({
	initiativeOrder,
	roundNumber,
}: GameState): { readonly seat: Seat; readonly roundNumber: number } | undefined {
	const due = initiativeOrder.find(({ actedInRound }) => actedInRound < roundNumber);
	if (due) return { seat: due, roundNumber };
	const first = initiativeOrder[0];
	return first && { seat: first, roundNumber: roundNumber + 1 };
}

/** The order without an entity; a seat that is left empty goes. */
export function withoutEntity(order: readonly Seat[], entityId: string): readonly Seat[] {
	return order
		.map((seat) =>
			seat.entityIds.includes(entityId)
				? { ...seat, entityIds: seat.entityIds.filter((id) => id !== entityId) }
				: seat,
		)
		.filter(({ entityIds }) => entityIds.length > 0);
}
