import type { Command, CommandBody } from "./commands.js";
import { decideChat } from "./decide-chat.js";
import { applyEffect, note, setTerrain } from "./decide-effects.js";
import { complete, create, erase, pause, presence, resume, start, undo } from "./decide-lifecycle.js";
import { delay, group, previousTurn, reenter, setInitiative, ungroup } from "./decide-order.js";
import { addParticipant, removeParticipant } from "./decide-participants.js";
import { act, react, skipTurn, timeOut } from "./decide-turn.js";
import { createDraft, type Draft, refuse } from "./draft.js";
import type { GameEvent } from "./events.js";
import type { GameState, Rejection, Status } from "./state.js";
import { settle } from "./turns.js";
import { mayGive } from "./who-may.js";

export interface Decided {
	readonly events: readonly GameEvent[];
}

export function isRejection(decided: Decided | Rejection): decided is Rejection {
	return "reason" in decided;
}

/** What a command comes to: events that lead to the next state, or why not. The state is left as it is. */
export function decide(state: GameState, command: Command): Decided | Rejection {
	const isNew = state.interactionId === "";
	if (isNew !== (command.type === "create")) {
		return refuse("wrong_status", isNew ? "There is no encounter yet." : "The encounter is there already.");
	}
	if (!isNew && !WHEN[command.type].includes(state.status))
		return refuse("wrong_status", whyNot(state.status));
	const forbidden = mayGive(state, command);
	if (forbidden) return forbidden;
	const draft = createDraft(state, command.at);
	const refused = handle(draft, command);
	if (refused) return refused;
	settle(draft);
	return { events: draft.events() };
}

const ALWAYS: readonly Status[] = ["waiting", "active", "paused", "completed"];
const UNTIL_COMPLETED: readonly Status[] = ["waiting", "active", "paused"];

/** The statuses in which a command means something. */
const WHEN: Readonly<Record<CommandBody["type"], readonly Status[]>> = {
	create: ALWAYS,
	addParticipant: UNTIL_COMPLETED,
	removeParticipant: UNTIL_COMPLETED,
	start: ["waiting"],
	pause: ["active"],
	resume: ["paused"],
	complete: UNTIL_COMPLETED,
	skipTurn: ["active"],
	timeOut: ["active"],
	previousTurn: ["active"],
	setInitiative: UNTIL_COMPLETED,
	group: UNTIL_COMPLETED,
	ungroup: UNTIL_COMPLETED,
	delay: ["active"],
	reenter: ["active"],
	act: ["active"],
	react: ["active"],
	applyEffect: UNTIL_COMPLETED,
	note: ALWAYS,
	setTerrain: UNTIL_COMPLETED,
	chat: ALWAYS,
	presence: ALWAYS,
	erase: ALWAYS,
	undo: ALWAYS,
};

function whyNot(status: Status): string {
	switch (status) {
		case "waiting":
			return "The encounter has not started.";
		case "active":
			return "The encounter is under way.";
		case "paused":
			return "The encounter is paused.";
		case "completed":
			return "The encounter is over.";
	}
}

function handle(draft: Draft, command: Command): Rejection | undefined {
	switch (command.type) {
		case "create":
			return create(draft, command);
		case "addParticipant":
			return addParticipant(draft, command.participant);
		case "removeParticipant":
			return removeParticipant(draft, command.entityId);
		case "start":
			return start(draft);
		case "pause":
			return pause(draft, command);
		case "resume":
			return resume(draft);
		case "complete":
			return complete(draft, command);
		case "skipTurn":
			return skipTurn(draft, command);
		case "timeOut":
			return timeOut(draft, command);
		case "previousTurn":
			return previousTurn(draft);
		case "setInitiative":
			return setInitiative(draft, command);
		case "group":
			return group(draft, command);
		case "ungroup":
			return ungroup(draft, command);
		case "delay":
			return delay(draft, command.entityId);
		case "reenter":
			return reenter(draft, command.entityId);
		case "act":
			return act(draft, command.action);
		case "react":
			return react(draft, command.action);
		case "applyEffect":
			return applyEffect(draft, command);
		case "note":
			return note(draft, command);
		case "setTerrain":
			return setTerrain(draft, command);
		case "chat":
			return decideChat(draft, command);
		case "presence":
			return presence(draft, command);
		case "erase":
			return erase(draft, command);
		case "undo":
			return undo(draft, command);
	}
}
