import { type SQL, sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { rowsOf } from "../../db/rows-of.js";
import {
	chatlingConversations,
	chatroomUsers,
	conversationMessages,
	notifications,
	runawayChatlings,
	userRewards,
} from "../../db/schema.js";
import { together } from "../../db/together.js";
import { addToOutbox } from "../../experience/outbox.js";
import type { Run } from "./run.js";
import type {
	ConversationRow,
	MemberRow,
	MessageRow,
	MoodRow,
	NotificationRow,
	RunawayRow,
	StepRows,
} from "./step-rows.js";

/** Saves all that some steps come to, in two statements at most. Whoever calls it holds the users. */
export async function saveRows(sql: Sql, run: Run, rows: StepRows): Promise<void> {
	const unlessNone = <T>(some: readonly T[], save: (some: readonly T[], run: Run) => SQL): SQL | undefined =>
		some.length === 0 ? undefined : save(some, run);
	await together(sql, [
		unlessNone(rows.conversations, saveConversations),
		unlessNone(rows.messages, saveMessages),
		unlessNone(rows.members, saveMembers),
		unlessNone(rows.moods, saveMoods),
		unlessNone(rows.notifications, saveNotifications),
		addToOutbox(sql, rows.told),
	]);
	if (rows.runaways.length > 0) await sql.execute(moveRunaways(rows.runaways, run));
}

function saveConversations(rows: readonly ConversationRow[], { runId, slot }: Run): SQL {
	return text`
		insert into ${chatlingConversations}
			(id, run_id, user_id, created_at, title, category, climate, participants, rare_event)
		select id, ${runId}, user_id, ${slot}::float8, title, category, climate, participants, rare_event
		from ${rowsOf("had", rows, {
			id: ["text", ({ id }) => id],
			user_id: ["text", ({ userId }) => userId],
			title: ["text", ({ conversation }) => conversation.topic.title],
			category: ["text", ({ conversation }) => conversation.topic.category],
			climate: ["text", ({ conversation }) => conversation.climate],
			participants: ["jsonb", ({ participants }) => JSON.stringify(participants)],
			rare_event: [
				"jsonb",
				({ conversation: { rareEvent } }) => (rareEvent ? JSON.stringify(rareEvent) : null),
			],
		})}
	`;
}

function saveMessages(rows: readonly MessageRow[], { slot }: Run): SQL {
	return text`
		insert into ${conversationMessages} (conversation_id, message_order, created_at, speaker_id, opinion, line)
		select conversation_id, message_order, ${slot}::float8, speaker_id, opinion, line
		from ${rowsOf("spoken", rows, {
			conversation_id: ["text", ({ conversationId }) => conversationId],
			message_order: ["int", ({ order }) => order],
			speaker_id: ["text", ({ speaker }) => speaker],
			opinion: ["text", ({ opinion }) => opinion],
			line: ["text", ({ line }) => line],
		})}
	`;
}

function saveMembers(rows: readonly MemberRow[]): SQL {
	return text`
		update ${chatroomUsers} as member set
			friendships = member.friendships || talked.friendships, said = talked.said,
			coins = member.coins + talked.reward, last_number = talked.last_number
		from ${rowsOf("talked", rows, {
			user_id: ["text", ({ userId }) => userId],
			friendships: ["jsonb", ({ friendships }) => JSON.stringify(friendships)],
			said: ["jsonb", ({ said }) => JSON.stringify(said)],
			reward: ["bigint", ({ reward }) => reward],
			last_number: ["bigint", ({ lastNumber }) => lastNumber],
		})}
		where member.user_id = talked.user_id
	`;
}

function saveMoods(rows: readonly MoodRow[]): SQL {
	return text`
		update ${userRewards} as chatling set
			mood_status = felt.mood, unhappy_count = felt.unhappy_count, is_meditating = felt.is_meditating
		from ${rowsOf("felt", rows, {
			user_id: ["text", ({ userId }) => userId],
			creature_id: ["text", ({ id }) => id],
			mood: ["text", ({ mood }) => mood],
			unhappy_count: ["int", ({ unhappyCount }) => unhappyCount],
			is_meditating: ["boolean", ({ isMeditating }) => isMeditating],
		})}
		where chatling.user_id = felt.user_id and chatling.creature_id = felt.creature_id
	`;
}

function moveRunaways(rows: readonly RunawayRow[], { slot }: Run): SQL {
	return text`
		with gone as (
			delete from ${userRewards} as chatling
			using ${rowsOf("leaving", rows, {
				user_id: ["text", ({ userId }) => userId],
				creature_id: ["text", ({ chatling }) => chatling.id],
				chatling: ["jsonb", ({ chatling }) => JSON.stringify(chatling)],
				difficulty: ["text", ({ difficulty }) => difficulty],
			})}
			where chatling.user_id = leaving.user_id and chatling.creature_id = leaving.creature_id
			returning leaving.*
		)
		insert into ${runawayChatlings} (user_id, creature_id, chatling, recovery_difficulty, ran_at)
		select user_id, creature_id, chatling, difficulty, ${slot}::float8 from gone
	`;
}

function saveNotifications(rows: readonly NotificationRow[], { slot }: Run): SQL {
	return text`
		insert into ${notifications} (id, user_id, kind, data, created_at)
		select id, user_id, kind, data, ${slot}::float8
		from ${rowsOf("news", rows, {
			id: ["text", ({ id }) => id],
			user_id: ["text", ({ userId }) => userId],
			kind: ["text", ({ kind }) => kind],
			data: ["jsonb", ({ data }) => JSON.stringify(data)],
		})}
	`;
}
