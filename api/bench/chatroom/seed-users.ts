import { sql as text } from "drizzle-orm";
import { CATEGORIES, MOODS, PERSONALITIES } from "../../src/chatroom/core/society.js";
import { REMEMBERED_CONVERSATIONS } from "../../src/chatroom/dialogue/marks.js";
import { shardOf } from "../../src/chatroom/runs/shard.js";
import type { Database } from "../../src/db/database.js";
import { rowsOf } from "../../src/db/rows-of.js";
import { chatroomUsers, trendingTopics, userRewards } from "../../src/db/schema.js";

/** Users of one statement. */
const CHUNK = 5_000;

/** Topics of the pool, all categories alike. */
const TOPICS = 48;

const oneOf = (values: readonly string[], of: string) =>
	text`(array[${text.join(
		values.map((value) => text`${value}::text`),
		text`, `,
	)}])[1 + (hashtext(user_id || n || ${of}::text) & 1023) % ${values.length}]`;

/**
 * Users as they are after some weeks: five to eight chatlings each, who know each other, and ten conversations whose
 * words are remembered.
 */
export async function seedUsers(database: Database, count: number): Promise<void> {
	await database.run(async (sql) => {
		await sql.insert(trendingTopics).values(
			Array.from({ length: TOPICS }, (_, at) => ({
				id: `topic-${at}`,
				title: `The talk of the town, part ${at}`,
				category: CATEGORIES[at % CATEGORIES.length]!,
				since: 0,
			})),
		);
	});
	for (let from = 0; from < count; from += CHUNK) {
		const ids = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) =>
			String(1_000_000 + from + at),
		);
		await database.transaction(async (sql) => {
			const users = rowsOf("users", ids, { user_id: ["text", (id) => id], shard: ["int", shardOf] });
			await sql.execute(text`
				insert into ${chatroomUsers} (user_id, shard, joined_at, friendships, said)
				select user_id, shard, 0,
					(select jsonb_object_agg('c' || a || ' c' || b, (hashtext(user_id || a || b) & 127) - 64)
						from generate_series(1, 5) as a, generate_series(a + 1, 6) as b),
					(select jsonb_agg(substr(md5(user_id || k) || md5(user_id || -k), 1, 54))
						from generate_series(1, ${REMEMBERED_CONVERSATIONS}::int) as k)
				from ${users}
			`);
			await sql.execute(text`
				insert into ${userRewards} (user_id, creature_id, name, personality, likes, dislikes, mood_status, unhappy_count)
				select user_id, 'c' || n, 'Chatling ' || n, ${oneOf(PERSONALITIES, "personality")},
					array[${oneOf(CATEGORIES, "likes")}, ${oneOf(CATEGORIES, "likes too")}],
					array[${oneOf(CATEGORIES, "dislikes")}], ${oneOf(MOODS, "mood")}, (hashtext(user_id || n) & 3)
				from ${users}, generate_series(1, 5 + (hashtext(user_id) & 3)) as n
			`);
		});
	}
}
