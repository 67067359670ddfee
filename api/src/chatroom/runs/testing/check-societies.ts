import { sql as text } from "drizzle-orm";
import { expect } from "vitest";
import type { Sql } from "../../../db/database.js";
import type { Society } from "../../core/society.js";
import { COINS, RUN } from "./seed-societies.js";

/**
 * What has to hold of societies after a run, however it went: everybody who could talk did once, with all of the lines;
 * no chatling is lost, or in two places; no coin is lost, or made up; nothing is told twice.
 */
export async function checkSocieties(sql: Sql, societies: readonly Society[]): Promise<void> {
	const one = async (query: ReturnType<typeof text>): Promise<unknown> => {
		const { rows } = await sql.execute<{ found: unknown }>(query);
		return rows[0]!.found;
	};
	const list = text`array(select user_id from chatling_conversations where run_id = ${RUN.runId} order by 1)`;
	const couldTalk = societies.filter(
		({ chatlings }) => chatlings.filter((one) => !one.isMeditating).length >= 2,
	);
	expect(await one(text`select ${list} as found`)).toEqual(couldTalk.map(({ userId }) => userId).sort());
	expect(await one(text`select sum(users)::int as found from chatroom_run_shards where is_done`)).toBe(
		societies.length,
	);
	expect(
		await one(text`select count(*)::int as found from chatling_conversations where id not in (
			select conversation_id from conversation_messages group by conversation_id
			having min(message_order) = 0 and max(message_order) = count(*) - 1
		)`),
	).toBe(0);
	expect(
		await one(
			text`select count(*)::int as found from user_rewards join runaway_chatlings using (user_id, creature_id)`,
		),
	).toBe(0);
	expect(
		await one(
			text`select ((select count(*) from user_rewards) + (select count(*) from runaway_chatlings))::int as found`,
		),
	).toBe(societies.reduce((sum, { chatlings }) => sum + chatlings.length, 0));
	expect(await one(text`select sum(coins)::int as found from chatroom_users`)).toBe(
		societies.length * COINS +
			Number(
				await one(
					text`select coalesce(sum((rare_event ->> 'reward')::int), 0) as found from chatling_conversations`,
				),
			),
	);
	expect(await one(text`select count(*)::int as found from notifications where kind = 'runaway'`)).toBe(
		Number(await one(text`select count(*)::int as found from runaway_chatlings`)),
	);
}
