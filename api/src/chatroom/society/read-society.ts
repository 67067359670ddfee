import { and, asc, desc, eq, isNull } from "drizzle-orm";
import {
	chatlingConversations,
	chatroomUsers,
	notifications,
	runawayChatlings,
} from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type {
	ChatlingWire,
	MoodsWire,
	NotificationWire,
	RunawaysWire,
	UnreadWire,
} from "../chatroom-wire.js";
import { type Chatling, type Mood, pairKey } from "../core/society.js";
import { runawayWire } from "./runaway-wire.js";
import { readCollection } from "./society-rows.js";
import { UNREAD_NOTIFICATIONS } from "./society-limits.js";

/** A user's collection, and how it feels; empty of one who has none. */
export async function readMoods(sql: Sql, userId: string): Promise<Omit<MoodsWire, "next_run_at">> {
	const [user] = await sql
		.select({ coins: chatroomUsers.coins, friendships: chatroomUsers.friendships })
		.from(chatroomUsers)
		.where(eq(chatroomUsers.userId, userId));
	const collection = await readCollection(sql, userId);
	const friendships = user?.friendships ?? {};
	return {
		coins: user?.coins ?? 0,
		chatlings: collection.map((chatling) => chatlingWire(chatling, collection, friendships)),
		counts: countMoods(collection),
	};
}

function chatlingWire(
	chatling: Chatling,
	collection: readonly Chatling[],
	friendships: Readonly<Record<string, number>>,
): ChatlingWire {
	const { id, name, personality, likes, dislikes, mood } = chatling;
	return {
		id,
		name,
		personality,
		likes,
		dislikes,
		mood,
		unhappy_count: chatling.unhappyCount,
		is_meditating: chatling.isMeditating,
		is_in_team: chatling.isInTeam,
		friendships: collection.flatMap((other) => {
			const value = friendships[pairKey(id, other.id)];
			return value === undefined ? [] : [{ id: other.id, value }];
		}),
	};
}

function countMoods(collection: readonly Chatling[]): Record<Mood, number> {
	const counts = { happy: 0, neutral: 0, unhappy: 0 };
	for (const { mood } of collection) counts[mood] += 1;
	return counts;
}

/** Those who have left a user, the last first, and the coins to win them back with. */
export async function readRunaways(sql: Sql, userId: string): Promise<RunawaysWire> {
	const [user] = await sql
		.select({ coins: chatroomUsers.coins })
		.from(chatroomUsers)
		.where(eq(chatroomUsers.userId, userId));
	const rows = await sql
		.select()
		.from(runawayChatlings)
		.where(eq(runawayChatlings.userId, userId))
		.orderBy(desc(runawayChatlings.ranAt), asc(runawayChatlings.creatureId));
	return { coins: user?.coins ?? 0, runaways: rows.map(runawayWire) };
}

/** What a user has not read. */
export async function readUnread(sql: Sql, userId: string): Promise<UnreadWire> {
	const rows = await sql
		.select()
		.from(notifications)
		.where(and(eq(notifications.userId, userId), isNull(notifications.readAt)))
		.orderBy(desc(notifications.createdAt), desc(notifications.id))
		.limit(UNREAD_NOTIFICATIONS);
	const isUnread = and(eq(chatlingConversations.userId, userId), isNull(chatlingConversations.readAt));
	return {
		conversations: await sql.$count(chatlingConversations, isUnread),
		notifications: rows.map(({ id, kind, data, createdAt }) => ({
			id,
			// Whoever writes one writes no other.
			kind: kind as NotificationWire["kind"],
			data,
			created_at: createdAt,
			is_read: false,
		})),
	};
}
