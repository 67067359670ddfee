import type { Database } from "../../../db/database.js";
import type { Chatling } from "../../core/society.js";
import { shardOf } from "../../runs/shard.js";
import type { RunawayRow } from "../runaway-wire.js";
import { rewardOf } from "../society-rows.js";
import { societyTables as tables, TALKED_AT } from "./society-tables.js";

type Conversation = typeof tables.conversations.$inferInsert;
type Message = typeof tables.messages.$inferInsert;
type Notification = typeof tables.notifications.$inferInsert;

/** What a user has to begin with, beside what a test names. */
export interface Seed {
	readonly userId: string;
	readonly coins?: number;
	readonly friendships?: Readonly<Record<string, number>>;
	readonly followedUntil?: number;
	readonly chatlings?: readonly Chatling[];
	readonly runaways?: readonly RunawayRow[];
	readonly conversations?: readonly Conversation[];
	readonly messages?: readonly Message[];
	readonly notifications?: readonly Notification[];
}

/** Number of the last message of a topic that begins with a test. */
export const FIRST_NUMBER = 100;

/** Makes a user's rows. */
export async function seedSociety(database: Database, seed: Seed): Promise<void> {
	const { userId, coins = 0, friendships = {}, followedUntil = 0, chatlings = [] } = seed;
	await database.transaction(async (sql) => {
		const common = { userId, shard: shardOf(userId), joinedAt: 1, lastNumber: FIRST_NUMBER };
		await sql.insert(tables.users).values({ ...common, coins, friendships, followedUntil });
		const rewards = chatlings.map((chatling) => rewardOf(userId, chatling));
		if (rewards.length > 0) await sql.insert(tables.rewards).values(rewards);
		if (seed.runaways) await sql.insert(tables.runaways).values([...seed.runaways]);
		if (seed.conversations) await sql.insert(tables.conversations).values([...seed.conversations]);
		if (seed.messages) await sql.insert(tables.messages).values([...seed.messages]);
		if (seed.notifications) await sql.insert(tables.notifications).values([...seed.notifications]);
	});
}

export function chatling(id: string, other: Partial<Chatling> = {}): Chatling {
	return {
		id,
		name: `Name of ${id}`,
		personality: "kind",
		likes: ["food"],
		dislikes: [],
		mood: "neutral",
		unhappyCount: 0,
		isMeditating: false,
		isInTeam: false,
		...other,
	};
}

/** One that ran away from a user, and is easy to win back. */
export function runaway(userId: string, creatureId: string, other: Partial<RunawayRow> = {}): RunawayRow {
	return {
		userId,
		creatureId,
		chatling: chatling(creatureId, { mood: "unhappy", unhappyCount: 3 }),
		recoveryDifficulty: "easy",
		attempts: 0,
		ranAt: 500,
		...other,
	};
}

/** A conversation of a user's two chatlings `a` and `b`. */
export function conversation(userId: string, id: string, other: Partial<Conversation> = {}): Conversation {
	const who = { personality: "kind", opinion: "positive", before: "neutral" } as const;
	return {
		id,
		runId: `run of ${id}`,
		userId,
		createdAt: TALKED_AT,
		title: "Soup",
		category: "food",
		climate: "agreement",
		participants: [
			{ ...who, id: "a", name: "Ada", after: "happy", isRunaway: false },
			{ ...who, id: "b", name: "Bo", after: "unhappy", isRunaway: true },
		],
		...other,
	};
}

export function notification(userId: string, id: string, other: Partial<Notification> = {}): Notification {
	return { id, userId, kind: "runaway", data: { creature_id: "b" }, createdAt: TALKED_AT, ...other };
}
