import type { RoomCommand } from "../../../src/encounters/encounters.js";

/** A command as the call of a procedure, as its DM or as a player gives it. */
export function procedureOf(
	body: RoomCommand,
	isDm: boolean,
): { readonly name: string; readonly input: Readonly<Record<string, unknown>> } {
	const { type, ...input } = body;
	switch (type) {
		case "act":
			return { name: "takeTurn", input };
		case "chat":
			return { name: "sendChat", input };
		case "addParticipant":
			return { name: isDm ? "addParticipant" : "joinRoom", input };
		case "removeParticipant":
			return { name: isDm ? "removeParticipant" : "leaveRoom", input };
		case "start":
		case "pause":
		case "resume":
		case "complete":
			return { name: `${type}Interaction`, input };
		case "react":
		case "delay":
		case "reenter":
		case "skipTurn":
		case "previousTurn":
		case "setInitiative":
		case "group":
		case "ungroup":
		case "applyEffect":
		case "note":
		case "setTerrain":
		case "undo":
		case "presence":
		case "timeOut":
			// The last two are the room's alone: there are no such procedures.
			return { name: type, input };
	}
}
