import { z } from "zod";
import type { RoomCommand } from "../encounters.js";
import {
	cells,
	count,
	effect,
	entityId,
	entityIds,
	message,
	newParticipant,
	turnAction,
	userIds,
} from "./inputs.js";

const entry = z.int().min(0);

/** What goes with each command that comes from outside. */
export const shapes = {
	act: { action: turnAction },
	react: { action: turnAction },
	delay: { entityId },
	reenter: { entityId },
	chat: {
		channel: z.enum(["party", "dm", "private", "system"]),
		text: message,
		to: userIds.optional(),
	},
	addParticipant: { participant: newParticipant },
	removeParticipant: { entityId },
	start: {},
	pause: { reason: message.optional() },
	resume: {},
	complete: { outcome: message.optional() },
	skipTurn: { reason: z.enum(["dm", "absent"]).optional() },
	previousTurn: {},
	setInitiative: { entityId, initiative: count },
	group: { seatId: entityId, entityIds },
	ungroup: { seatId: entityId },
	applyEffect: { entityId, effect },
	note: { text: message },
	setTerrain: { cells, terrain: z.enum([".", "#", "~"]) },
	undo: { to: entry },
};

const body = <T extends keyof typeof shapes>(type: T) =>
	z.strictObject({ type: z.literal(type), ...shapes[type] });

/** A command as one value. What the room alone gives (that a turn's time is up, who is there) is not among them. */
export const commandBody = z.discriminatedUnion("type", [
	body("act"),
	body("react"),
	body("delay"),
	body("reenter"),
	body("chat"),
	body("addParticipant"),
	body("removeParticipant"),
	body("start"),
	body("pause"),
	body("resume"),
	body("complete"),
	body("skipTurn"),
	body("previousTurn"),
	body("setInitiative"),
	body("group"),
	body("ungroup"),
	body("applyEffect"),
	body("note"),
	body("setTerrain"),
	body("undo"),
]) satisfies z.ZodType<RoomCommand>;
