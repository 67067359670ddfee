import { and, eq } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { interactions } from "../../db/schema.js";
import type { Cursor } from "../../log/cursor.js";
import type { roomRow } from "./room-row.js";

/** What the tables know of a room. */
export interface Recorded {
	/** Place in its log up to which they hold everything. */
	readonly place: Cursor;
	/** Unix seconds. */
	readonly lastActivity: number;
}

/** Undefined where they know nothing of it. */
export async function readRecorded(sql: Sql, id: string): Promise<Recorded | undefined> {
	const [row] = await sql
		.select({
			epoch: interactions.logEpoch,
			offset: interactions.logOffset,
			lastActivity: interactions.lastActivity,
		})
		.from(interactions)
		.where(eq(interactions.id, id));
	return row && { place: { epoch: row.epoch, offset: row.offset }, lastActivity: row.lastActivity };
}

export interface Moving {
	readonly from: Cursor | undefined;
	readonly to: Cursor;
	readonly row: ReturnType<typeof roomRow>;
}

/** Takes the place on, and the row with it; false where somebody else has, who has saved what lies between. */
export async function movePlace(sql: Sql, id: string, { from, to, row }: Moving): Promise<boolean> {
	const moved = { ...row, logEpoch: to.epoch, logOffset: to.offset };
	const changed = from
		? await sql
				.update(interactions)
				.set(moved)
				.where(
					and(
						eq(interactions.id, id),
						eq(interactions.logEpoch, from.epoch),
						eq(interactions.logOffset, from.offset),
					),
				)
				.returning({ id: interactions.id })
		: await sql
				.insert(interactions)
				.values({ id, ...moved })
				.onConflictDoNothing()
				.returning({ id: interactions.id });
	return changed.length > 0;
}
