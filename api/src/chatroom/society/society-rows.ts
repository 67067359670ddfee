import { eq, inArray } from "drizzle-orm";
import { chatroomUsers, userRewards } from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type { Chatling } from "../core/society.js";
import { shardOf } from "../runs/shard.js";

/** What of a society is one for all of its chatlings, and nobody else's to change until the transaction ends. */
export interface HeldUser {
	readonly userId: string;
	readonly coins: number;
	/** Unix seconds until which somebody may be reading along. */
	readonly followedUntil: number;
	/** Of the last message of the user's topic. */
	readonly lastNumber: number;
}

/** Holds a user, before anything of the society is read or changed; undefined of one who has none. */
export async function holdUser(sql: Sql, userId: string): Promise<HeldUser | undefined> {
	const { coins, followedUntil, lastNumber } = chatroomUsers;
	const [row] = await sql
		.select({ userId: chatroomUsers.userId, coins, followedUntil, lastNumber })
		.from(chatroomUsers)
		.where(eq(chatroomUsers.userId, userId))
		.for("update");
	return row;
}

/** Likewise, of a user who is made where there is none. `at`: unix seconds. */
export async function holdOrMakeUser(sql: Sql, userId: string, at: number): Promise<HeldUser> {
	for (;;) {
		// Whoever finds nobody makes them, unless somebody else has or takes them away.
		const held = await holdUser(sql, userId);
		if (held) return held;
		const row = { userId, shard: shardOf(userId), joinedAt: at };
		await sql.insert(chatroomUsers).values(row).onConflictDoNothing();
	}
}

/** A chatling of the collection, as the rules know it. */
export function chatlingOf(row: typeof userRewards.$inferSelect): Chatling {
	const { creatureId: id, moodStatus: mood, userId: _, ...rest } = row;
	return { id, mood, ...rest };
}

/** The row of a chatling in a user's collection. */
export function rewardOf(userId: string, chatling: Chatling): typeof userRewards.$inferInsert {
	const { id: creatureId, mood: moodStatus, name, personality, unhappyCount } = chatling;
	const { isMeditating, isInTeam, likes, dislikes } = chatling;
	return {
		userId,
		creatureId,
		name,
		personality,
		likes: [...likes],
		dislikes: [...dislikes],
		moodStatus,
		unhappyCount,
		isMeditating,
		isInTeam,
	};
}

/** A user's collection, in the order of ids. */
export async function readCollection(sql: Sql, userId: string): Promise<readonly Chatling[]> {
	return (await readCollections(sql, [userId])).get(userId)!;
}

/** The collections of several users, each in the order of ids; empty of those who have none. */
export async function readCollections(
	sql: Sql,
	userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Chatling[]>> {
	const collections = new Map(userIds.map((userId): [string, Chatling[]] => [userId, []]));
	if (userIds.length === 0) return collections;
	const rows = await sql
		.select()
		.from(userRewards)
		.where(inArray(userRewards.userId, [...userIds]));
	for (const row of rows) collections.get(row.userId)!.push(chatlingOf(row));
	for (const collection of collections.values()) collection.sort(byId);
	return collections;
}

function byId(one: Chatling, other: Chatling): number {
	return one.id < other.id ? -1 : 1;
}
