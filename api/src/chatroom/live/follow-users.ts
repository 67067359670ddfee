import { sql as text } from "drizzle-orm";
import { chatroomUsers as users, outbox } from "../../db/schema.js";
import type { Sql } from "../../db/database.js";
import type { OutboxRow } from "../../outbox/outbox.js";
import { chatroomTopic } from "../chatroom-topic.js";
import { CLOCK_SLACK_SECONDS, FOLLOWED_SECONDS } from "./live-limits.js";

/** Type of the message after which everything is to be asked for anew, as after fresh state. */
export const STATE = "state";

/** What such a message says: nothing, as everything is asked for elsewhere. */
export const NO_STATE = "{}";

/**
 * From now on changes of these users' societies are told, for a minute; `at`: unix seconds. What changed while a user
 * was not followed was told to nobody: where that may be, a message is saved that says so, which is to be told. Users
 * without a society are passed over.
 */
export async function followUsers(
	sql: Sql,
	{ userIds, at }: { readonly userIds: readonly string[]; readonly at: number },
): Promise<readonly OutboxRow[]> {
	const ids = text.param([...userIds]);
	const topics = text.param(userIds.map(chatroomTopic));
	// Whoever changes a society holds the same row: a change is before this, and made up for, or after it, and told.
	const { rows } = await sql.execute<{ readonly topic: string; readonly number: string }>(text`
		with held as (
			select ${users.userId}, ${users.followedUntil} <= ${at + CLOCK_SLACK_SECONDS} as has_lapsed, asked.topic
			from ${users} join unnest(${ids}::text[], ${topics}::text[]) as asked(id, topic) on asked.id = ${users.userId}
			order by ${users.shard}, ${users.userId} for update of ${users}
		), followed as (
			update ${users} set
				followed_until = ${at + FOLLOWED_SECONDS},
				last_number = last_number + case when held.has_lapsed then 1 else 0 end
			from held where ${users.userId} = held.user_id
			returning held.topic, last_number, held.has_lapsed
		)
		insert into ${outbox} (topic, number, type, data, saved_at)
		select topic, last_number, ${STATE}, ${NO_STATE}, ${at} from followed where has_lapsed
		returning topic, number
	`);
	return rows.map(({ topic, number }) => ({
		topic,
		number: Number(number),
		type: STATE,
		data: NO_STATE,
		savedAt: at,
	}));
}
