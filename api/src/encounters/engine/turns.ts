import { endTurnEffects, startTurnEffects } from "./turn-effects.js";
import type { Draft } from "./draft.js";
import { nextTurn } from "./order.js";
import type { GameState, Seat, SkipReason } from "./state.js";

/** The seat whose turn it is. */
export function currentSeat({ initiativeOrder, currentTurnIndex }: GameState): Seat | undefined {
	return initiativeOrder[currentTurnIndex];
}

/** The turn that is on ends, with all that ends with it; without a reason it was had, else passed over. */
export function endTurn(draft: Draft, reason?: SkipReason): void {
	const { turn, roundNumber } = draft.state();
	if (!turn) return;
	const { seatId } = turn;
	// A turn that is put off goes on where it comes back.
	if (reason !== "delayed") endEffects(draft, currentSeat(draft.state()));
	draft.tell(
		reason
			? { type: "TURN_SKIPPED", seatId, roundNumber, reason }
			: { type: "TURN_COMPLETED", seatId, roundNumber },
	);
}

function endEffects(draft: Draft, seat: Seat | undefined): void {
	for (const entityId of seat?.entityIds ?? []) endTurnEffects(draft, entityId);
}

/** A turn begins, with all that begins with it; `isAgain` of one that is gone back to, where that was already. */
export function startTurn(
	draft: Draft,
	{ seat, roundNumber, isAgain = false }: { seat: Seat; roundNumber: number; isAgain?: boolean },
): void {
	const { turnSeconds } = draft.state().settings;
	const endsAt = turnSeconds === null ? null : draft.at + turnSeconds;
	// What was put off and never taken up ends now.
	if (seat.delay === "waiting") endEffects(draft, seat);
	draft.tell({ type: "TURN_STARTED", seatId: seat.seatId, roundNumber, endsAt });
	if (isAgain || seat.delay === "back") return;
	for (const entityId of seat.entityIds) startTurnEffects(draft, entityId);
}

/**
 * What has to hold after each command: while the encounter is active exactly one seat has the turn, and somebody in it
 * has yet to end it. If nobody is left who could have it, the encounter pauses.
 */
export function settle(draft: Draft): void {
	for (;;) {
		const state = draft.state();
		if (state.status !== "active") return;
		const seat = currentSeat(state);
		if (seat?.entityIds.some((id) => draft.one(id).turnStatus === "active")) return;
		if (state.turn) {
			endTurn(draft, seat ? undefined : "left");
			continue;
		}
		const next = nextTurn(state);
		if (!next) {
			draft.tell({ type: "INTERACTION_PAUSED", reason: "Nobody is left to have a turn." });
			return;
		}
		startTurn(draft, next);
	}
}
