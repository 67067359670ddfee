import type { RoomCommand } from "../../src/encounters/encounters.js";
import { applyViewEvent } from "../../src/encounters/engine/apply-view.js";
import type { Rejection } from "../../src/encounters/engine/state.js";
import type { GameView, Viewer } from "../../src/encounters/engine/view.js";
import { type Cursor, parseCursor } from "../../src/log/cursor.js";
import type { RoomUpdate } from "../../src/encounters/router/wire.js";
import { entityOf, foresee } from "./foresee.js";
import { type Queued, withFate } from "./queued.js";
import type { PendingCommand, RefusedCommand, ToldEvent } from "./state.js";

/** Events that are kept for feeds: some rounds of a fight. */
const EVENTS_KEPT = 200;

/** A command that is on its way, or done and not yet in the view. */
export interface UnderWay {
	readonly id: string;
	readonly body: RoomCommand;
	/** The room took it: it is in every view from this place on. */
	readonly takenAt?: Cursor;
}

/** All that a client knows of a room. Never changed: each change makes another. */
export interface Held {
	readonly viewer: Viewer | undefined;
	readonly confirmed: GameView | undefined;
	/** Where to go on, as the server wrote it. */
	readonly place: string | undefined;
	readonly underWay: readonly UnderWay[];
	readonly refused: RefusedCommand | undefined;
	readonly queued: Queued;
	readonly events: readonly ToldEvent[];
	readonly told: number;
}

export const NOTHING_HELD: Held = {
	viewer: undefined,
	confirmed: undefined,
	place: undefined,
	underWay: [],
	refused: undefined,
	queued: [],
	events: [],
	told: 0,
};

/** A command is given. */
export function give(held: Held, command: Pick<UnderWay, "id" | "body">): Held {
	return { ...held, refused: undefined, underWay: [...held.underWay, command] };
}

/** The room took a command: what is drawn of it stays until the view has it, from a place on. */
export function taken(held: Held, id: string, cursor: string): Held {
	const takenAt = parseCursor(cursor);
	if (!takenAt || !isForeseen(held, id)) return without(held, id);
	return settle({
		...held,
		underWay: held.underWay.map((one) => (one.id === id ? { ...one, takenAt } : one)),
	});
}

/** The room said no to a command: what was foreseen of it is taken back. */
export function refuse(held: Held, id: string, { code, reason }: Rejection): Held {
	const command = held.underWay.find((one) => one.id === id);
	if (!command) return held;
	const { body } = command;
	const wasForeseen = isForeseen(held, id);
	return {
		...without(held, id),
		refused: { id, body, entityId: entityOf(body), wasForeseen, code, reason },
	};
}

function isForeseen(held: Held, id: string): boolean {
	return look(held).pending.some((one) => one.id === id && one.isForeseen);
}

/** Nobody waits for a command any more. */
export function without(held: Held, id: string): Held {
	return { ...held, underWay: held.underWay.filter((one) => one.id !== id) };
}

/** The server tells something; `place` is where to go on after it. */
export function take(held: Held, update: RoomUpdate, place: string): Held {
	if (update.type === "view") {
		return settle({ ...held, place, viewer: update.viewer, confirmed: update.view });
	}
	if (!held.confirmed) return held;
	const { events, commandId } = update;
	const entry = cursorOf(place)?.offset;
	const confirmed = events.reduce(applyViewEvent, held.confirmed);
	const told = events
		.filter(({ type }) => type !== "STATE_DELTA")
		.map((event, index): ToldEvent => ({ number: held.told + index + 1, entry, event, commandId }));
	const known = {
		...held,
		place,
		confirmed,
		told: held.told + told.length,
		events: told.length === 0 ? held.events : [...held.events, ...told].slice(-EVENTS_KEPT),
	};
	// A refused command has an entry as well, which tells nothing: its answer says so.
	if (commandId === undefined || events.length === 0) return settle(known);
	return settle({ ...without(known, commandId), queued: withFate(known.queued, commandId, { ok: true }) });
}

/** The place in the room's log, without whose view it is. */
function cursorOf(place: string): Cursor | undefined {
	return parseCursor(place.split("~", 1)[0]!);
}

/** What the view has in it already is not drawn once more on top. */
function settle(held: Held): Held {
	const at = held.place === undefined ? undefined : cursorOf(held.place);
	if (!at) return held;
	const underWay = held.underWay.filter(({ takenAt }) => !takenAt || !isIn(takenAt, at));
	return underWay.length === held.underWay.length ? held : { ...held, underWay };
}

/** A place of another history leads nowhere: what was taken in the old one is not waited for. */
function isIn(taken: Cursor, at: Cursor): boolean {
	return taken.epoch !== at.epoch || taken.offset <= at.offset;
}

/** What is shown: the confirmed view, and what is under way on top of it, in order, as far as it can be foreseen. */
export function look({ confirmed, underWay }: Pick<Held, "confirmed" | "underWay">): {
	readonly view: GameView | undefined;
	readonly pending: readonly PendingCommand[];
} {
	let view = confirmed;
	const pending = underWay.map(({ id, body }): PendingCommand => {
		const next = view && foresee(view, body);
		view = next ?? view;
		return { id, body, entityId: entityOf(body), isForeseen: next !== undefined };
	});
	return { view, pending };
}
