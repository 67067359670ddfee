import { createHash } from "node:crypto";
import { sql as text } from "drizzle-orm";
import type { Sql } from "../../../db/database.js";

/** Tables that a run changes, each with what its rows are known by and what depends on who did it and when. */
const TABLES = [
	{ name: "chatroom_users", key: ["user_id"], without: [] },
	{ name: "user_rewards", key: ["user_id", "creature_id"], without: [] },
	{ name: "runaway_chatlings", key: ["user_id", "creature_id"], without: [] },
	{ name: "chatling_conversations", key: ["id"], without: [] },
	{ name: "conversation_messages", key: ["conversation_id", "message_order"], without: [] },
	{ name: "notifications", key: ["id"], without: [] },
	{ name: "conversation_generation_log", key: ["run_id"], without: ["started_at", "finished_at"] },
	{ name: "chatroom_run_shards", key: ["run_id", "shard"], without: ["leased_until", "lease"] },
	{ name: "outbox", key: ["topic", "number"], without: ["saved_at"] },
] as const;

/** What stands in the tables of the chatroom, as one hash for each: the same on every database for the same rows. */
export async function digest(sql: Sql): Promise<Readonly<Record<string, string>>> {
	const digests: Record<string, string> = {};
	for (const { name, key, without } of TABLES) {
		const order = text.join(
			key.map((column) => text`${text.identifier(column)}::text collate "C"`),
			text`, `,
		);
		const row = without.reduce((rest, column) => text`${rest} - ${column}::text`, text`to_jsonb(t)`);
		const { rows } = await sql.execute<{ row: string }>(
			text`select (${row})::text as row from ${text.identifier(name)} as t order by ${order}`,
		);
		const hash = createHash("sha256");
		for (const one of rows) hash.update(`${one.row}\n`);
		digests[name] = `${rows.length} ${hash.digest("hex")}`;
	}
	return digests;
}
