import { type SQLWrapper, sql as text } from "drizzle-orm";
import type { Sql } from "./database.js";

/** A statement of Drizzle's that changes rows: runs when it is awaited, or with others; undefined for nothing to change. */
export type Statement = (SQLWrapper & PromiseLike<unknown>) | undefined;

/**
 * Runs statements that change rows as one, which asks the database once. None sees what another changes, and no two may
 * change the same row.
 */
export async function together(sql: Sql, statements: readonly (SQLWrapper | undefined)[]): Promise<void> {
	const parts = statements
		.filter((statement) => statement !== undefined)
		.map((statement, index) => text`${text.identifier(`part_${index}`)} as (${statement.getSQL()})`);
	if (parts.length > 0) await sql.execute(text`with ${text.join(parts, text`, `)} select 1`);
}
