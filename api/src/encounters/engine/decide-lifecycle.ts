import type { CommandOf, Command } from "./commands.js";
import { removeParticipant } from "./decide-participants.js";
import { type Draft, refuse } from "./draft.js";
import { MOST_CELLS_A_SIDE, MOST_TEXT, MOST_TURN_SECONDS } from "./limits.js";
import { insertSeat, seatOf } from "./order.js";
import { rollInitiative } from "./roll-initiative.js";
import { everyone, type MapState, type Rejection, type Seat } from "./state.js";

export function create(draft: Draft, command: CommandOf<"create"> & Command): Rejection | undefined {
	const { interactionId, seed, mapState, place, by } = command;
	const { title = "Encounter", turnSeconds = null, chatEnabled = true, allowPrivateChat = true } = command;
	if (interactionId === "" || seed === "") return refuse("invalid", "An encounter needs an id and a seed.");
	if (!isMap(mapState)) return refuse("invalid", "That is no map.");
	if (turnSeconds !== null && !(turnSeconds > 0 && turnSeconds <= MOST_TURN_SECONDS)) {
		return refuse("invalid", "A turn takes from a moment to a day.");
	}
	if (title.length > MOST_TEXT) return refuse("invalid", "The title is too long.");
	const settings = { title, turnSeconds, chatEnabled, allowPrivateChat };
	const dmId = by.kind === "dm" ? by.userId : "";
	draft.tell({
		type: "INTERACTION_CREATED",
		interactionId,
		dmId,
		seed,
		settings,
		mapState,
		...(place && { place }),
	});
	return undefined;
}

function isMap({ width, height, rows }: MapState): boolean {
	return (
		Math.min(width, height) >= 1 &&
		Math.max(width, height) <= MOST_CELLS_A_SIDE &&
		rows.length === height &&
		rows.every((row) => row.length === width && /^[.#~]+$/.test(row))
	);
}

/** Everybody who has no count yet rolls for one; those who were grouped before share the first one's. */
export function start(draft: Draft): Rejection | undefined {
	const { initiativeOrder: groups } = draft.state();
	const able = everyone(draft.state()).filter(({ life }) => life !== "defeated");
	if (able.length === 0) return refuse("illegal", "Nobody is there who could have a turn.");
	draft.tell({ type: "INTERACTION_STARTED" });
	const grouped = new Set(groups.flatMap(({ entityIds }) => entityIds));
	const seats = groups.map((seat): Seat => {
		const initiative = rollInitiative(draft, seat.entityIds[0]!);
		for (const id of seat.entityIds) draft.change(id, { initiative });
		return { ...seat, initiative };
	});
	for (const { entityId } of able) {
		if (grouped.has(entityId)) continue;
		rollInitiative(draft, entityId);
		seats.push(seatOf(draft.one(entityId), 0));
	}
	const initiativeOrder = seats.reduce<readonly Seat[]>(insertSeat, []);
	draft.tell({ type: "INITIATIVE_UPDATED", initiativeOrder });
	return undefined;
}

export function pause(
	draft: Draft,
	{ reason = "The DM paused." }: CommandOf<"pause">,
): Rejection | undefined {
	if (reason.length > MOST_TEXT) return refuse("invalid", "The reason is too long.");
	draft.tell({ type: "INTERACTION_PAUSED", reason });
	return undefined;
}

export function resume(draft: Draft): Rejection | undefined {
	if (draft.state().initiativeOrder.length === 0) return refuse("illegal", "Nobody is left to have a turn.");
	draft.tell({ type: "INTERACTION_RESUMED" });
	return undefined;
}

export function complete(draft: Draft, { outcome = "" }: CommandOf<"complete">): Rejection | undefined {
	if (outcome.length > MOST_TEXT) return refuse("invalid", "The outcome is too long.");
	draft.tell({ type: "INTERACTION_COMPLETED", outcome });
	return undefined;
}

/** A user is there or not: nothing of the rules rests on it, but all are told. What is known is refused. */
export function presence(
	draft: Draft,
	{ userId, isConnected }: CommandOf<"presence">,
): Rejection | undefined {
	const changed = everyone(draft.state()).filter(
		(one) => one.userId === userId && one.isConnected !== isConnected,
	);
	if (changed.length === 0) return refuse("illegal", "That is known, or of nobody here.");
	for (const { entityId } of changed) draft.change(entityId, { isConnected });
	return undefined;
}

/** Whoever they played leaves, and where they were the DM it is over. */
export function erase(draft: Draft, { userId }: CommandOf<"erase">): Rejection | undefined {
	const { dmId, status } = draft.state();
	for (const one of everyone(draft.state()))
		if (one.userId === userId) removeParticipant(draft, one.entityId);
	if (dmId === userId && status !== "completed")
		draft.tell({ type: "INTERACTION_COMPLETED", outcome: "The DM is gone." });
	draft.tell({ type: "USER_ERASED", userId });
	return undefined;
}

export function undo(draft: Draft, { to, past }: CommandOf<"undo">): Rejection | undefined {
	const { interactionId, revision } = draft.state();
	if (to < 1 || to >= revision || past.revision !== to || past.interactionId !== interactionId) {
		return refuse("invalid", "There is no such point to go back to.");
	}
	// What is not taken back need not be kept twice.
	draft.tell({ type: "RESTORED", to, state: { ...past, answered: [], chatLog: [] } });
	return undefined;
}
