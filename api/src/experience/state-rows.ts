import { and, asc, eq, inArray, sql as text } from "drizzle-orm";
import type { Sql } from "../db/database.js";
import type { Statement } from "../db/together.js";
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
async function makePlayers(sql: Sql, definition: Definition, userIds: readonly string[]): Promise<void> {
	const state = freshPlayer(definition);
	const rows = userIds.map((userId) => ({ experience: definition.id, userId, state }));
	await sql.insert(players).values(rows).onConflictDoNothing();
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
		await makePlayers(sql, definition, [userId]);
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

/**
 * Players, by their ids, that nobody else changes until the transaction ends. Who locks the world too locks players
 * first.
 */
export async function lockPlayers(
	sql: Sql,
	definition: Definition,
	userIds: readonly string[],
): Promise<Map<string, Row<PlayerState>>> {
	const look = async () => {
		const rows = await sql
			.select()
			.from(players)
			.where(and(eq(players.experience, definition.id), inArray(players.userId, [...userIds])))
			// Whoever locks several does so in the same order.
			.orderBy(asc(players.userId))
			.for("update");
		return rows.length === userIds.length ? rows : undefined;
	};
	const rows = await found(look, () => makePlayers(sql, definition, userIds));
	return new Map(
		rows.map(({ userId, state, lastNumber }) => [
			userId,
			{ state: currentPlayer(definition, state), lastNumber },
		]),
	);
}

/** One player likewise that may not be there, and is not made; the state as it was saved. */
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

/** Statement that saves players whom this transaction holds, by their ids. */
export function savePlayers(
	sql: Sql,
	experience: string,
	rows: ReadonlyMap<string, Row<PlayerState>>,
): Statement {
	if (rows.size === 0) return undefined;
	return sql
		.insert(players)
		.values([...rows].map(([userId, row]) => ({ experience, userId, ...row })))
		.onConflictDoUpdate({
			target: [players.experience, players.userId],
			set: { state: text`excluded.state`, lastNumber: text`excluded.last_number` },
		});
}

/** Statement that saves the shared world, which this transaction holds. */
export function saveWorld(sql: Sql, experience: string, { state, lastNumber }: Row<SharedState>): Statement {
	return sql.update(worlds).set({ state, lastNumber }).where(eq(worlds.experience, experience));
}
