import { sql } from "drizzle-orm";
import { bigint } from "drizzle-orm/pg-core";

/**
 * Number of the last message of a topic. A topic begins at the time of its making in milliseconds, by the one clock
 * that all processes share: so whoever is made anew, after an erasure or a loss, is above all that was told before.
 */
export const lastNumber = () =>
	bigint("last_number", { mode: "number" })
		.notNull()
		.default(sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`);
