import type { Sql } from "../../../db/database.js";
import { chatroomUsers, trendingTopics, userRewards } from "../../../db/schema.js";
import { seededRandom } from "../../../wording/random.js";
import type { Society } from "../../core/society.js";
import { randomSociety, TOPICS } from "../../core/testing/random-society.js";
import { rewardOf } from "../../society/society-rows.js";
import type { Run } from "../run.js";
import { shardOf, SHARDS } from "../shard.js";

/** A run whose month is nearly over, so that its partitions are of two years. */
export const RUN: Run = { runId: "2026-12-31/18:00", slot: 1_798_740_000, day: "12-31", seed: "earshot" };

/** Coins of each user before a run. */
export const COINS = 100;

/** So many societies of all kinds, always the same; in some shards only where that is wanted. */
export function manySocieties(count: number, shards = SHARDS): readonly Society[] {
	const ids: string[] = [];
	for (let at = 0; ids.length < count; at += 1) {
		if (shardOf(`user-${at}`) < shards) ids.push(`user-${at}`);
	}
	return ids.map((userId) => randomSociety(userId, seededRandom(`society of ${userId}`)));
}

export interface Seeding {
	/** Unix seconds. */
	readonly joinedAt?: number;
	/** Unix seconds until which the users are followed. */
	readonly followedUntil?: (society: Society, index: number) => number;
}

/** Societies as rows, and one topic of each category. */
export async function seedSocieties(
	sql: Sql,
	societies: readonly Society[],
	{ joinedAt = 0, followedUntil = () => 0 }: Seeding = {},
): Promise<void> {
	await sql
		.insert(trendingTopics)
		.values(TOPICS.map((topic) => ({ ...topic, since: 0 })))
		.onConflictDoNothing();
	await sql.insert(chatroomUsers).values(
		societies.map((society, index) => ({
			userId: society.userId,
			shard: shardOf(society.userId),
			joinedAt,
			coins: COINS,
			friendships: Object.fromEntries(society.friendships),
			followedUntil: followedUntil(society, index),
			lastNumber: 1_000,
		})),
	);
	const rewards = societies.flatMap(({ userId, chatlings }) =>
		chatlings.map((chatling) => rewardOf(userId, chatling)),
	);
	await sql.insert(userRewards).values(rewards);
}
