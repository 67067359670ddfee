import { and, eq } from "drizzle-orm";
import type { Sql } from "../db/database.js";
import { experiencePlayers as players, experienceWorlds as worlds } from "../db/schema.js";
import type { Definition } from "./definition.js";
import type { Player } from "./experience.js";
import {
	currentPlayer,
	currentShared,
	freshPlayer,
	freshShared,
	type PlayerState,
	type SharedState,
} from "./experience-state.js";

/** A state as it stands in its row, and the number of the last message that tells of it. */
export interface Row<S> {
	readonly state: S;
	readonly lastNumber: number;
}

function isPlayer({ experience, userId }: Player) {
	return and(eq(players.experience, experience), eq(players.userId, userId));
}

async function makeWorld(sql: Sql, definition: Definition): Promise<void> {
	const state = freshShared(definition);
	await sql.insert(worlds).values({ experience: definition.id, state }).onConflictDoNothing();
}

/** Of any number who make the same player at once, one does. */
async function makePlayer(sql: Sql, definition: Definition, userId: string): Promise<void> {
	const values = { experience: definition.id, userId, state: freshPlayer(definition) };
	await sql.insert(players).values(values).onConflictDoNothing();
}

/** Looks until there is something: whoever finds nothing makes it, unless somebody else has or takes it away. */
async function found<T>(look: () => Promise<T | undefined>, make: () => Promise<void>): Promise<T> {
	for (;;) {
		const row = await look();
		if (row !== undefined) return row;
		await make();
	}
}

/** A player, who is made on first use, and the shared world, both as of one moment. */
export async function readPlayer(
	sql: Sql,
	definition: Definition,
	userId: string,
): Promise<{ readonly player: Row<PlayerState>; readonly shared: SharedState }> {
	const look = async () => {
		const [row] = await sql
			.select({ player: players.state, lastNumber: players.lastNumber, shared: worlds.state })
			.from(players)
			.innerJoin(worlds, eq(worlds.experience, players.experience))
			.where(isPlayer({ experience: definition.id, userId }));
		return row;
	};
	const { player, lastNumber, shared } = await found(look, async () => {
		await makeWorld(sql, definition);
		await makePlayer(sql, definition, userId);
	});
	return {
		player: { state: currentPlayer(definition, player), lastNumber },
		shared: currentShared(definition, shared),
	};
}

/** The shared world, which is made on first use. `isLocked`: nobody else changes it until the transaction ends. */
export async function readWorld(
	sql: Sql,
	definition: Definition,
	isLocked = false,
): Promise<Row<SharedState>> {
	const { state, lastNumber } = await found(
		async () => {
			if (isLocked) return lockKnownWorld(sql, definition.id);
			return (await sql.select().from(worlds).where(eq(worlds.experience, definition.id)))[0];
		},
		() => makeWorld(sql, definition),
	);
	return { state: currentShared(definition, state), lastNumber };
}

/** A player that nobody else changes until the transaction ends. Who locks the world too locks the player first. */
export async function lockPlayer(
	sql: Sql,
	definition: Definition,
	userId: string,
): Promise<Row<PlayerState>> {
	const { state, lastNumber } = await found(
		() => lockKnownPlayer(sql, { experience: definition.id, userId }),
		() => makePlayer(sql, definition, userId),
	);
	return { state: currentPlayer(definition, state), lastNumber };
}

/** The same for a player that may not be there, and is not made; the state as it was saved. */
export async function lockKnownPlayer(sql: Sql, player: Player): Promise<Row<PlayerState> | undefined> {
	const [row] = await sql.select().from(players).where(isPlayer(player)).for("update");
	return row;
}

/** Experiences in which a user is known, those included that are not defined any more. */
export async function experiencesOf(sql: Sql, userId: string): Promise<readonly string[]> {
	const rows = await sql
		.select({ experience: players.experience })
		.from(players)
		.where(eq(players.userId, userId));
	return rows.map(({ experience }) => experience);
}

/** The shared world as it was saved, locked, of an experience that may not be defined any more. */
export async function lockKnownWorld(sql: Sql, experience: string): Promise<Row<SharedState> | undefined> {
	const [row] = await sql.select().from(worlds).where(eq(worlds.experience, experience)).for("update");
	return row;
}

export async function savePlayer(
	sql: Sql,
	player: Player,
	{ state, lastNumber }: Row<PlayerState>,
): Promise<void> {
	await sql.update(players).set({ state, lastNumber }).where(isPlayer(player));
}

export async function saveWorld(
	sql: Sql,
	experience: string,
	{ state, lastNumber }: Row<SharedState>,
): Promise<void> {
	await sql.update(worlds).set({ state, lastNumber }).where(eq(worlds.experience, experience));
}
