import type { Sql } from "../db/database.js";
import type { Definition } from "./definition.js";
import { type Player, sharedTopic, userTopic } from "./experience.js";
import type { PlayerState, SharedState } from "./experience-state.js";
import { addToOutbox, numberOn, type OutboxRow } from "./outbox.js";
import { type Row, savePlayer, saveWorld } from "./state-rows.js";

/** A row that this transaction holds, what is to stand in it, and what is to be told of that. */
export interface Update<S> {
	readonly row: Row<S>;
	readonly next: S;
	readonly messages: readonly { readonly type: string; readonly data: object }[];
	/** Unix seconds. */
	readonly at: number;
}

/** Saves a player's own state with what is to be told of it; gives what was saved to be told. */
export async function updatePlayerView(
	sql: Sql,
	{ definition, userId }: { readonly definition: Definition; readonly userId: string },
	{ row, next, messages, at }: Update<PlayerState>,
): Promise<readonly OutboxRow[]> {
	checkPlayer(definition, next);
	if (next === row.state && messages.length === 0) return [];
	return savePlayerTold(sql, { experience: definition.id, userId }, { row, next, messages, at });
}

/** Saves a player's row as it is to be, of an experience that may not be defined any more, with what is to be told. */
export async function savePlayerTold(
	sql: Sql,
	player: Player,
	{ row, next, messages, at }: Update<PlayerState>,
): Promise<readonly OutboxRow[]> {
	const { lastNumber } = row;
	const rows = numberOn(messages, { topic: userTopic(player), lastNumber, at });
	await savePlayer(sql, player, { state: next, lastNumber: lastNumber + rows.length });
	await addToOutbox(sql, rows);
	return rows;
}

/** Saves what everybody shares with what is to be told of it; gives what was saved to be told. */
export async function updateWorldState(
	sql: Sql,
	definition: Definition,
	{ row, next, messages, at }: Update<SharedState>,
): Promise<readonly OutboxRow[]> {
	checkShared(definition, next);
	if (next === row.state && messages.length === 0) return [];
	const { lastNumber } = row;
	const rows = numberOn(messages, { topic: sharedTopic(definition.id), lastNumber, at });
	await saveWorld(sql, definition.id, { state: next, lastNumber: lastNumber + rows.length });
	await addToOutbox(sql, rows);
	return rows;
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
