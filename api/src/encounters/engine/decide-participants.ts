import type { NewParticipant } from "./commands.js";
import { type Draft, refuse } from "./draft.js";
import { endConcentration } from "./affect.js";
import { leaveOrder } from "./harm.js";
import { MOST_PARTICIPANTS } from "./limits.js";
import { nearestFree, terrainAt } from "./map.js";
import { newParticipant, wrongIn } from "./new-participant.js";
import { insertSeat, seatOf } from "./order.js";
import { rollInitiative } from "./roll-initiative.js";
import { participantOf, type Rejection } from "./state.js";

/**
 * An entity comes, to the nearest free cell from where it would be; in the middle of a round it has its turn in it only
 * if its place is still to come.
 */
export function addParticipant(draft: Draft, given: NewParticipant): Rejection | undefined {
	const { participants, status } = draft.state();
	const { entityId, position: wanted } = given;
	if (Object.hasOwn(participants, entityId))
		return refuse("illegal", "There is somebody of that id already.");
	if (Object.keys(participants).length >= MOST_PARTICIPANTS)
		return refuse("illegal", "There is no more room.");
	const wrong = wrongIn(given);
	if (wrong) return refuse("invalid", wrong);
	if (terrainAt(draft.state().mapState, wanted) === undefined)
		return refuse("invalid", "That is off the map.");
	const position = nearestFree(draft.state(), wanted);
	if (!position) return refuse("illegal", "There is no more room.");
	draft.tell({ type: "PARTICIPANT_JOINED", participant: { ...newParticipant(given), position } });
	if (status !== "waiting") takePlace(draft, entityId);
	return undefined;
}

function takePlace(draft: Draft, entityId: string): void {
	rollInitiative(draft, entityId);
	const { initiativeOrder, currentTurnIndex, roundNumber } = draft.state();
	const seat = seatOf(draft.one(entityId), roundNumber - 1);
	const order = insertSeat(initiativeOrder, seat);
	const isPast = order.indexOf(seat) <= currentTurnIndex;
	const late = { ...seat, actedInRound: roundNumber };
	draft.tell({
		type: "INITIATIVE_UPDATED",
		initiativeOrder: isPast ? order.map((one) => (one === seat ? late : one)) : order,
	});
}

export function removeParticipant(draft: Draft, entityId: string): Rejection | undefined {
	if (!participantOf(draft.state(), entityId)) return refuse("unknown", "There is nobody of that name here.");
	endConcentration(draft, entityId);
	leaveOrder(draft, entityId);
	draft.tell({ type: "PARTICIPANT_LEFT", entityId });
	return undefined;
}
