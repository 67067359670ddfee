import { lt } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { chatroomUsers } from "../../db/schema.js";
import type { Slot } from "./slots.js";

/** Whether anybody is in the run of a slot: those who joined before it. */
export async function hasMembers(sql: Sql, { slot }: Slot): Promise<boolean> {
	const rows = await sql
		.select({ userId: chatroomUsers.userId })
		.from(chatroomUsers)
		.where(lt(chatroomUsers.joinedAt, slot))
		.limit(1);
	return rows.length > 0;
}
