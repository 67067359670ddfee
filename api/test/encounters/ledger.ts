import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { Actor } from "../../src/encounters/engine/commands.js";
import { commandKey } from "../../src/encounters/rooms/command-key.js";
import { ownId } from "../../src/encounters/router/seats.js";
import type { Order } from "./draw-order.js";

/** What one try of a command was answered with. */
export type Answer =
	| { readonly ok: true }
	| { readonly ok: false; readonly code: string; readonly reason: string }
	/** It did not come before the room: the caller may not ask for it. */
	| { readonly ok: false; readonly code: "refused at the door"; readonly reason: string };

/** A command, and all answers that its tries got. */
export interface Given {
	readonly id: string;
	readonly by: Actor;
	readonly body: RoomCommand;
	/** Under which the room's log knows it. */
	readonly key: string;
	readonly answers: Answer[];
}

/** All that was given in one room, by the key of each. */
export interface Ledger {
	readonly enter: (id: string, order: Order) => Given;
	readonly all: () => readonly Given[];
	readonly of: (key: string) => Given | undefined;
}

export function createLedger(dmId: string): Ledger {
	const given = new Map<string, Given>();
	return {
		enter(id, { by: { userId }, body }) {
			const by: Actor = { kind: userId === dmId ? "dm" : "player", userId };
			// Who leaves takes each of theirs away under an id of its own.
			const isLeave = body.type === "removeParticipant" && by.kind === "player";
			const key = commandKey(by, ownId(userId, isLeave ? `${id}/${body.entityId}` : id));
			const one: Given = { id, by, body, key, answers: [] };
			given.set(key, one);
			return one;
		},
		all: () => [...given.values()],
		of: (key) => given.get(key),
	};
}
