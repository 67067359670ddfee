import type { Definition } from "./definition.js";
import { sharedTopic, userTopic } from "./experience.js";
import type { PlayerState, SharedState } from "./experience-state.js";
import { numberOn, type OutboxRow } from "../outbox/outbox.js";
import type { Row } from "./state-rows.js";

/** A row that this transaction holds, what is to stand in it, and what is to be told of that. */
export interface Update<S> {
	readonly row: Row<S>;
	readonly next: S;
	readonly messages: readonly { readonly type: string; readonly data: object }[];
	/** Unix seconds. */
	readonly at: number;
}

/** To be saved, both or neither. */
export interface Updated<S> {
	/** The very row that was given where nothing changed. */
	readonly row: Row<S>;
	readonly told: readonly OutboxRow[];
}

/** A player's own state as it is to be. */
export function updatePlayer(
	definition: Definition,
	userId: string,
	update: Update<PlayerState>,
): Updated<PlayerState> {
	checkPlayer(definition, update.next);
	return updateRow(userTopic({ experience: definition.id, userId }), update);
}

/** What everybody shares as it is to be. */
export function updateWorld(definition: Definition, update: Update<SharedState>): Updated<SharedState> {
	checkShared(definition, update.next);
	return updateRow(sharedTopic(definition.id), update);
}

/** The same for the row behind any topic, and for a state that stays as it is. */
export function updateRow<S>(topic: string, { row, next, messages, at }: Update<S>): Updated<S> {
	if (next === row.state && messages.length === 0) return { row, told: [] };
	const { lastNumber } = row;
	const told = numberOn(messages, { topic, lastNumber, at });
	return { row: { state: next, lastNumber: lastNumber + told.length }, told };
}

/** Throws where a state cannot be: a bug that must not be saved. */
function checkPlayer({ id, locations, items }: Definition, { location, found }: PlayerState): void {
	const isWhole =
		locations.some((one) => one.id === location) &&
		new Set(found).size === found.length &&
		found.every((item) => items.some((one) => one.id === item));
	if (!isWhole) throw new Error(`a player's state is not one of ${id}`);
}

/** Every item is in exactly one place, and that place is there. */
function checkShared({ id, locations, items }: Definition, shared: SharedState): void {
	const placed = new Set(shared.items.map(({ item }) => item));
	const isWhole =
		placed.size === shared.items.length &&
		placed.size === items.length &&
		items.every((item) => placed.has(item.id)) &&
		shared.items.every(({ at }) => at.kind === "player" || locations.some((one) => one.id === at.id));
	if (!isWhole) throw new Error(`a shared state is not one of ${id}`);
}
