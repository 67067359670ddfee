import { attack } from "./attack.js";
import { cast } from "./cast.js";
import type { CommandOf, TurnAction } from "./commands.js";
import { canAct } from "./conditions.js";
import { type Draft, refuse } from "./draft.js";
import { interact } from "./interact.js";
import { useItem } from "./items.js";
import { move } from "./move.js";
import { seatWith } from "./order.js";
import type { Rejection } from "./state.js";
import { currentSeat, endTurn } from "./turns.js";

/** What an entity does with its turn. */
export function act(draft: Draft, action: TurnAction): Rejection | undefined {
	const { entityId } = action;
	const isIts = currentSeat(draft.state())?.entityIds.includes(entityId);
	if (!isIts || draft.one(entityId).turnStatus !== "active")
		return refuse("not_your_turn", "It is not your turn.");
	return perform(draft, action);
}

function perform(draft: Draft, action: TurnAction): Rejection | undefined {
	const { entityId, type } = action;
	if (type === "end") {
		draft.change(entityId, { turnStatus: "completed" });
		return undefined;
	}
	if (type === "move") return move(draft, entityId, action.position);
	// One who was made unable to act may still get up from the ground.
	if (!canAct(draft.one(entityId)) && action.actionId !== "stand")
		return refuse("illegal", "You cannot act.");
	switch (type) {
		case "attack":
			return attack(draft, action);
		case "useItem":
			return useItem(draft, action);
		case "cast":
			return cast(draft, action);
		case "interact":
			return interact(draft, action);
	}
}

/** What was made ready happens: a move or one attack, as the reaction, between the doings of others. */
export function react(draft: Draft, action: TurnAction): Rejection | undefined {
	const { entityId, type } = action;
	const { readied, economy, speed } = draft.one(entityId);
	if (readied === null) return refuse("illegal", "You have made nothing ready.");
	if (!economy.reaction) return refuse("nothing_left", "Your reaction is spent.");
	if (!seatWith(draft.state(), entityId)) return refuse("illegal", "You are out of the fight.");
	if (currentSeat(draft.state())?.entityIds.includes(entityId)) {
		return refuse("illegal", "What was made ready happens on the turn of somebody else.");
	}
	if (type !== "move" && type !== "attack")
		return refuse("illegal", "Only a move or an attack can be made ready.");
	const lent = type === "move" ? { movementLeft: speed } : { attacksLeft: 1 };
	draft.change(entityId, { readied: null, economy: { ...economy, reaction: false, ...lent } });
	const refused = perform(draft, action);
	const { movementLeft, attacksLeft } = economy;
	draft.change(entityId, { economy: { ...draft.one(entityId).economy, movementLeft, attacksLeft } });
	return refused;
}

export function skipTurn(
	draft: Draft,
	{ reason = "dm", turn }: CommandOf<"skipTurn">,
): Rejection | undefined {
	const { turn: current, roundNumber } = draft.state();
	if (turn && (current?.seatId !== turn.seatId || roundNumber !== turn.roundNumber))
		return refuse("illegal", "That turn is over.");
	endTurn(draft, reason);
	return undefined;
}

export function timeOut(draft: Draft, { seatId, roundNumber }: CommandOf<"timeOut">): Rejection | undefined {
	const { turn, roundNumber: now } = draft.state();
	const isDue =
		turn?.seatId === seatId && now === roundNumber && turn.endsAt !== null && draft.at >= turn.endsAt;
	if (!isDue) return refuse("illegal", "That turn is not over its time.");
	endTurn(draft, "timeout");
	return undefined;
}
