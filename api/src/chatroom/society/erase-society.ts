import { eq, inArray, sql as text } from "drizzle-orm";
import {
	chatlingConversations,
	chatroomGifts,
	chatroomUsers,
	conversationMessages,
	notifications,
	runawayChatlings,
	runShards,
	userRewards,
} from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import { outbox } from "../../db/schema.js";
import { type Statement, together } from "../../db/together.js";
import type { UserDataHolder } from "../../erasure/erasure.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import { chatroomTopic } from "../chatroom-topic.js";
import { holdUser } from "./society-rows.js";

export interface SocietyErasureDeps {
	readonly calls: DatabaseCalls;
	/** Erases a topic with all messages up to a number, those included that somebody is about to tell. False of none. */
	readonly erase: (topic: string, number: number) => Promise<boolean>;
}

/** Erases users' societies, a run of whose conversations may be under way, and what users were told of them. */
export function createSocietyErasure({ calls, erase }: SocietyErasureDeps): UserDataHolder {
	return {
		name: "chatroom",
		erase: async (userId) => {
			const user = await calls.transaction(async (sql) => {
				const held = await holdUser(sql, userId);
				await together(sql, eraseRows(sql, userId));
				return held;
			});
			// Also where no row is left: an erasure that was cut off goes on there.
			const isTopicErased = await erase(chatroomTopic(userId), user?.lastNumber ?? 0);
			return [user !== undefined, isTopicErased].filter((isCleared) => isCleared).length;
		},
	};
}

/** Tables that have rows of users, each by its column `user_id`. */
const OWN_TABLES = [
	chatlingConversations,
	notifications,
	userRewards,
	runawayChatlings,
	chatroomGifts,
	chatroomUsers,
] as const;

function eraseRows(sql: Sql, userId: string): readonly Statement[] {
	const own = sql
		.select({ id: chatlingConversations.id })
		.from(chatlingConversations)
		.where(eq(chatlingConversations.userId, userId));
	return [
		sql.delete(conversationMessages).where(inArray(conversationMessages.conversationId, own)),
		sql.delete(outbox).where(eq(outbox.topic, chatroomTopic(userId))),
		...OWN_TABLES.map((table) => sql.delete(table).where(eq(table.userId, userId))),
		stepBack(sql, userId),
	];
}

/**
 * Runs that came as far as this user are said to have come as far as the one before, which is as far: nobody is left
 * between.
 */
function stepBack(sql: Sql, userId: string): Statement {
	const before = text`(select max(${chatroomUsers.userId}) from ${chatroomUsers}
		where ${chatroomUsers.shard} = ${runShards.shard} and ${chatroomUsers.userId} < ${userId})`;
	return sql
		.update(runShards)
		.set({ doneUpTo: text`coalesce(${before}, '')` })
		.where(eq(runShards.doneUpTo, userId));
}
