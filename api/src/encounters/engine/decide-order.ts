import type { CommandOf } from "./commands.js";
import { type Draft, refuse } from "./draft.js";
import { isBonus } from "./new-participant.js";
import { insertSeat, seatOf, seatWith } from "./order.js";
import { participantOf, type Rejection, type Seat } from "./state.js";
import { currentSeat, endTurn, startTurn } from "./turns.js";

const NOBODY = refuse("unknown", "There is nobody of that name in the order.");

function tellOrder(draft: Draft, initiativeOrder: readonly Seat[]): void {
	draft.tell({ type: "INITIATIVE_UPDATED", initiativeOrder });
}

/** The newest turn of somebody who is still in the order is gone back to; whoever fell meanwhile is passed over. */
export function previousTurn(draft: Draft): Rejection | undefined {
	const { turnHistory, initiativeOrder } = draft.state();
	const isThere = (seatId: string) => initiativeOrder.some((seat) => seat.seatId === seatId);
	const at = turnHistory.findLastIndex(({ seatId }) => isThere(seatId));
	const record = turnHistory[at];
	if (!record) return refuse("illegal", "There is no earlier turn to go back to.");
	draft.tell({ type: "TURN_TAKEN_BACK", count: turnHistory.length - at });
	const seat = draft.state().initiativeOrder.find(({ seatId }) => seatId === record.seatId)!;
	startTurn(draft, { seat, roundNumber: record.roundNumber, isAgain: true });
	return undefined;
}

/** A count set by hand: of a group, for all of it. Before the start it stands for the roll. */
export function setInitiative(
	draft: Draft,
	{ entityId, initiative }: CommandOf<"setInitiative">,
): Rejection | undefined {
	const { initiativeOrder } = draft.state();
	if (!participantOf(draft.state(), entityId)) return NOBODY;
	if (!isBonus(initiative)) return refuse("invalid", "A count is a whole number.");
	const seat = seatWith(draft.state(), entityId);
	for (const id of seat?.entityIds ?? [entityId]) draft.change(id, { initiative });
	if (!seat) return undefined;
	const others = initiativeOrder.filter((one) => one !== seat);
	tellOrder(draft, insertSeat(others, { ...seat, initiative }));
	return undefined;
}

/** Several act on one count, that of the first. Nobody may gain or lose a turn by it. */
export function group(draft: Draft, { seatId, entityIds }: CommandOf<"group">): Rejection | undefined {
	const state = draft.state();
	const { participants, initiativeOrder, status } = state;
	const ids = [...new Set(entityIds)];
	if (ids.length < 2) return refuse("invalid", "A group has two members at least.");
	if (
		seatId === "" ||
		Object.hasOwn(participants, seatId) ||
		initiativeOrder.some((one) => one.seatId === seatId)
	) {
		return refuse("invalid", "A group needs a name of its own.");
	}
	const members = ids.flatMap((id) => participantOf(state, id) ?? []);
	if (members.length < ids.length || members.some(({ life }) => life === "defeated")) return NOBODY;
	const seats = initiativeOrder.filter((seat) => seat.entityIds.some((id) => ids.includes(id)));
	if (status !== "waiting") {
		if (seats.some((seat) => seat === currentSeat(state) || seat.delay !== null)) {
			return refuse("illegal", "Those who have the turn or put it off cannot be grouped.");
		}
		if (new Set(seats.map(({ actedInRound }) => actedInRound)).size > 1) {
			return refuse("illegal", "Those who had their turn cannot be grouped with those who had not.");
		}
	}
	const left = ids.reduce<readonly Seat[]>(
		(order, id) =>
			order
				.map((one) => ({ ...one, entityIds: one.entityIds.filter((other) => other !== id) }))
				.filter((one) => one.entityIds.length > 0),
		initiativeOrder,
	);
	const own = seatWith(state, ids[0]!) ?? seatOf(members[0]!, 0);
	for (const id of ids) {
		if (status !== "waiting") draft.change(id, { initiative: own.initiative });
	}
	const dexterity = Math.max(...members.map(({ abilities }) => abilities.dex));
	tellOrder(draft, insertSeat(left, { ...own, seatId, entityIds: ids, dexterity }));
	return undefined;
}

/** Its members act on their own again, on the same count. */
export function ungroup(draft: Draft, { seatId }: CommandOf<"ungroup">): Rejection | undefined {
	const state = draft.state();
	const seat = state.initiativeOrder.find((one) => one.seatId === seatId);
	if (!seat || seat.entityIds.includes(seatId)) return NOBODY;
	if (seat === currentSeat(state) || seat.delay !== null) {
		return refuse("illegal", "Those who have the turn or put it off stay together.");
	}
	const others = state.initiativeOrder.filter((one) => one !== seat);
	// Before the start nobody but groups has a place.
	const own = state.status === "waiting" ? [] : seat.entityIds;
	tellOrder(
		draft,
		own.map((id) => seatOf(draft.one(id), seat.actedInRound)).reduce<readonly Seat[]>(insertSeat, others),
	);
	return undefined;
}

/** The turn is put off, before anything was done in it, until somebody else's is over. */
export function delay(draft: Draft, entityId: string): Rejection | undefined {
	const seat = currentSeat(draft.state());
	if (!seat?.entityIds.includes(entityId)) return refuse("not_your_turn", "It is not your turn.");
	const isFresh = seat.entityIds.every((id) => {
		const { economy, speed, turnStatus } = draft.one(id);
		return economy.action && economy.bonusAction && economy.movementLeft === speed && turnStatus === "active";
	});
	if (!isFresh) return refuse("illegal", "A turn that has begun cannot be put off.");
	if (draft.state().initiativeOrder.length < 2) return refuse("illegal", "There is nobody to wait for.");
	endTurn(draft, "delayed");
	return undefined;
}

/** Whoever put the turn off has it next, and that count from now on. */
export function reenter(draft: Draft, entityId: string): Rejection | undefined {
	const state = draft.state();
	const seat = seatWith(state, entityId);
	const current = currentSeat(state);
	if (seat?.delay !== "waiting" || !current) return refuse("illegal", "You have not put off your turn.");
	const { initiative } = current;
	for (const id of seat.entityIds) draft.change(id, { initiative });
	const actedInRound = Math.min(seat.actedInRound, state.roundNumber - 1);
	const others = state.initiativeOrder.filter((one) => one !== seat);
	const at = others.indexOf(current) + 1;
	tellOrder(draft, others.toSpliced(at, 0, { ...seat, initiative, actedInRound, delay: "back" }));
	return undefined;
}
