import { eq, or, type SQL, sql as text } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Sql } from "../../db/database.js";
import { interactions, liveInteractionLogs as logs, turnRecords as turns } from "../../db/schema.js";
import { storable } from "./rows-of-entry.js";

/** Rooms that the tables know to tell of a user. */
export async function recordedRoomsOf(sql: Sql, userId: string): Promise<readonly string[]> {
	const inLogs = await sql
		.selectDistinct({ id: logs.interactionId })
		.from(logs)
		.where(or(eq(logs.userId, storable(userId)), mentions(logs.event, userId)));
	const standing = await sql
		.selectDistinct({ id: interactions.id })
		.from(interactions)
		.where(or(eq(interactions.dmId, storable(userId)), mentions(interactions.lastStateSnapshot, userId)));
	return [...new Set([...inLogs, ...standing].map(({ id }) => id))];
}

/** Takes a user out of the tables. What they did stays as somebody's; events that name them go. */
export async function eraseRecords(sql: Sql, userId: string): Promise<void> {
	const stored = storable(userId);
	await sql.delete(logs).where(mentions(logs.event, userId));
	await sql.update(logs).set({ userId: null }).where(eq(logs.userId, stored));
	await sql.delete(turns).where(eq(turns.seatId, stored));
	await sql.update(interactions).set({ dmId: "" }).where(eq(interactions.dmId, stored));
	await sql
		.update(interactions)
		.set({ connectedParticipants: [] })
		.where(mentions(interactions.connectedParticipants, userId));
	await sql
		.update(interactions)
		.set({ lastStateSnapshot: null, snapshotTimestamp: null })
		.where(mentions(interactions.lastStateSnapshot, userId));
}

/** As a text, and as one within another, as ids of commands hold it. */
function mentions(column: PgColumn, userId: string): SQL {
	const quoted = JSON.stringify(userId);
	const within = JSON.stringify(quoted).slice(1, -1);
	const has = (mention: string) => text`position(${mention} in ${column}::text) > 0`;
	return text`(${has(quoted)} or ${has(within)})`;
}
