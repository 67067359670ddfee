import type { Actor, Command } from "./commands.js";
import { refuse } from "./draft.js";
import { participantOf, type GameState, type Participant, type Rejection } from "./state.js";

/** Whose it is to say what an entity does: its player, its mind, and always the DM. */
export function plays(actor: Actor, { entityId, userId }: Pick<Participant, "entityId" | "userId">): boolean {
	switch (actor.kind) {
		case "dm":
			return true;
		case "player":
			return userId === actor.userId;
		case "mind":
			return entityId === actor.entityId;
		case "system":
			return false;
	}
}

/** Why somebody may not give a command; undefined if they may. */
export function mayGive(state: GameState, command: Command): Rejection | undefined {
	const { by } = command;
	if (by.kind === "dm" && command.type !== "create" && by.userId !== state.dmId) {
		return refuse("forbidden", "Somebody else leads this encounter.");
	}
	switch (command.type) {
		case "act":
		case "react":
			return mayPlay(state, by, command.action.entityId);
		case "delay":
		case "reenter":
			return mayPlay(state, by, command.entityId);
		case "removeParticipant":
			return by.kind === "system" ? undefined : mayPlay(state, by, command.entityId);
		case "addParticipant":
			return mayAdd(by, command.participant);
		case "chat":
			return undefined;
		case "timeOut":
		case "erase":
		case "presence":
			return by.kind === "system" ? undefined : refuse("forbidden", "That is for the room itself to say.");
		case "pause":
		case "complete":
		case "skipTurn":
			return by.kind === "system" ? undefined : dmAlone(by);
		case "create":
		case "start":
		case "resume":
		case "previousTurn":
		case "setInitiative":
		case "group":
		case "ungroup":
		case "applyEffect":
		case "note":
		case "setTerrain":
		case "undo":
			return dmAlone(by);
	}
}

function dmAlone(by: Actor): Rejection | undefined {
	return by.kind === "dm" ? undefined : refuse("forbidden", "Only the DM may do that.");
}

/** Those who may not know of an entity are told the same of it as of one that is not there. */
function mayPlay(state: GameState, by: Actor, entityId: string): Rejection | undefined {
	const one = participantOf(state, entityId);
	if (one && plays(by, one)) return undefined;
	if (!one || (one.isHidden && by.kind !== "dm"))
		return refuse("unknown", "There is nobody of that name here.");
	return refuse("forbidden", "That is not yours to play.");
}

/** A player brings a character of their own, whom all can see. */
function mayAdd(
	by: Actor,
	{
		entityType,
		userId,
		isHidden,
		initiative,
		side,
		notes,
	}: Extract<Command, { type: "addParticipant" }>["participant"],
): Rejection | undefined {
	if (by.kind !== "player") return dmAlone(by);
	const isOwn =
		entityType === "playerCharacter" &&
		userId === by.userId &&
		!isHidden &&
		initiative === undefined &&
		side === undefined &&
		notes === undefined;
	return isOwn ? undefined : refuse("forbidden", "Players bring a character of their own.");
}
