import type { EventOf } from "./events.js";
import { TURNS_KEPT } from "./limits.js";
import type { GameState, Participant, Seat, TurnStatus } from "./state.js";

/** A turn begins: its members have everything to spend again, and what they held ready is past. */
export function turnStarted(
	state: GameState,
	{ seatId, roundNumber, endsAt, at }: EventOf<"TURN_STARTED"> & { readonly at: number },
): GameState {
	const isNewRound = roundNumber !== state.roundNumber;
	const initiativeOrder = state.initiativeOrder.map((seat) =>
		seat.seatId === seatId ? { ...seat, actedInRound: roundNumber, delay: null } : seat,
	);
	const currentTurnIndex = initiativeOrder.findIndex((seat) => seat.seatId === seatId);
	const members = initiativeOrder[currentTurnIndex]?.entityIds ?? [];
	const participants = mapParticipants(state, (one) => {
		if (members.includes(one.entityId)) return rested(one);
		return isNewRound ? withStatus(one, "waiting") : one;
	});
	const turn = { seatId, startedAt: at, endsAt, secondsLeft: null };
	return { ...state, initiativeOrder, currentTurnIndex, roundNumber, participants, turn };
}

function rested(one: Participant): Participant {
	const economy = {
		action: true,
		bonusAction: true,
		reaction: true,
		movementLeft: one.speed,
		attacksLeft: 0,
	};
	return { ...one, turnStatus: "active", readied: null, economy };
}

export function turnCompleted(
	state: GameState,
	event: (EventOf<"TURN_COMPLETED"> | EventOf<"TURN_SKIPPED">) & { readonly at: number },
): GameState {
	const { seatId, roundNumber } = event;
	const entityIds = state.initiativeOrder.find((seat) => seat.seatId === seatId)?.entityIds ?? [];
	const skipped = event.type === "TURN_SKIPPED";
	const outcome = skipped ? "skipped" : "completed";
	const participants = mapParticipants(state, (one) =>
		entityIds.includes(one.entityId) && one.turnStatus === "active" ? withStatus(one, outcome) : one,
	);
	const initiativeOrder =
		skipped && event.reason === "delayed"
			? state.initiativeOrder.map((seat) =>
					seat.seatId === seatId ? { ...seat, delay: "waiting" as const } : seat,
				)
			: state.initiativeOrder;
	const record = {
		seatId,
		entityIds,
		roundNumber,
		outcome,
		...(skipped && { reason: event.reason }),
		endedAt: event.at,
	} as const;
	const turnHistory = [...state.turnHistory, record].slice(-TURNS_KEPT);
	return { ...state, participants, initiativeOrder, turnHistory, turn: null, currentTurnIndex: -1 };
}

/**
 * The newest turns did not happen: they are due again, and with them the one that is on. Who came later than the round
 * that is gone back to had its turn in it, so that nobody has two or none.
 */
export function turnTakenBack(state: GameState, count: number): GameState {
	const kept = state.turnHistory.length - count;
	const gone = state.turnHistory.slice(kept);
	const roundNumber = gone[0]?.roundNumber ?? state.roundNumber;
	const due = new Set(gone.filter((turn) => turn.roundNumber === roundNumber).map(({ seatId }) => seatId));
	if (state.turn && state.roundNumber === roundNumber) due.add(state.turn.seatId);
	const before = roundNumber - 1;
	const takenBack = (seat: Seat): Seat =>
		due.has(seat.seatId)
			? { ...seat, actedInRound: before, delay: null }
			: { ...seat, actedInRound: Math.min(seat.actedInRound, roundNumber) };
	const initiativeOrder = state.initiativeOrder.map(takenBack);
	const waiting = new Set(
		initiativeOrder.flatMap(({ actedInRound, entityIds }) => (actedInRound < roundNumber ? entityIds : [])),
	);
	const participants = mapParticipants(state, (one) =>
		waiting.has(one.entityId) || one.turnStatus === "active" ? withStatus(one, "waiting") : one,
	);
	const turnHistory = state.turnHistory.slice(0, kept);
	return {
		...state,
		participants,
		initiativeOrder,
		roundNumber,
		turnHistory,
		turn: null,
		currentTurnIndex: -1,
	};
}

function withStatus(one: Participant, turnStatus: TurnStatus): Participant {
	return one.turnStatus === turnStatus ? one : { ...one, turnStatus };
}

function mapParticipants(
	{ participants }: GameState,
	change: (one: Participant) => Participant,
): GameState["participants"] {
	return Object.fromEntries(Object.entries(participants).map(([id, one]) => [id, change(one)]));
}
