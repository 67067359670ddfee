import {
	bigint,
	boolean,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
} from "drizzle-orm/pg-core";
import { lastNumber } from "./last-number.js";
import type { Climate, Opinion, RareEvent } from "../chatroom/core/outcome.js";
import type { Difficulty } from "../chatroom/core/recovery.js";
import type { Category, Chatling, Mood, Personality } from "../chatroom/core/society.js";

// Times are unix seconds. What a run writes has the time of its slot, so that a run done anew writes the same.

/** What is talked of: a pool for all users, renewed every week. */
export const trendingTopics = pgTable("trending_topics", {
	id: text("id").primaryKey(),
	title: text("title").notNull(),
	category: text("category").$type<Category>().notNull(),
	/** Days of the year as `MM-DD`; neither or both. */
	seasonFrom: text("season_from"),
	seasonTo: text("season_to"),
	/** Is talked of in runs from this slot on, up to that one (excluded); without an end until it is renewed. */
	since: doublePrecision("since").notNull(),
	until: doublePrecision("until"),
});

/**
 * What of a user's society is one for all of its chatlings. Whoever changes anything of a society holds this row first.
 */
export const chatroomUsers = pgTable(
	"chatroom_users",
	{
		userId: text("user_id").primaryKey(),
		/** By the hash of the id: which of the shards of a run it is in. */
		shard: integer("shard").notNull(),
		/** Is in the runs of slots after this. */
		joinedAt: doublePrecision("joined_at").notNull(),
		coins: bigint("coins", { mode: "number" }).notNull().default(0),
		/** By `pairKey`; those who never met are left out. */
		friendships: jsonb("friendships").$type<Readonly<Record<string, number>>>().notNull().default({}),
		/** What the last conversations said, as `remember` keeps it. */
		said: jsonb("said").$type<readonly string[]>().notNull().default([]),
		/** Until then somebody may be reading along, and is told at once. */
		followedUntil: doublePrecision("followed_until").notNull().default(0),
		lastNumber: lastNumber(),
	},
	(table) => [uniqueIndex("chatroom_users_shard").on(table.shard, table.userId)],
);

/** The collection: each user's chatlings who have not run away. */
export const userRewards = pgTable(
	"user_rewards",
	{
		userId: text("user_id").notNull(),
		creatureId: text("creature_id").notNull(),
		name: text("name").notNull(),
		personality: text("personality").$type<Personality>().notNull(),
		likes: text("likes").array().$type<Category[]>().notNull(),
		dislikes: text("dislikes").array().$type<Category[]>().notNull(),
		moodStatus: text("mood_status").$type<Mood>().notNull().default("neutral"),
		unhappyCount: integer("unhappy_count").notNull().default(0),
		isMeditating: boolean("is_meditating").notNull().default(false),
		isInTeam: boolean("is_in_team").notNull().default(false),
	},
	(table) => [
		primaryKey({ columns: [table.userId, table.creatureId] }),
		index("user_rewards_mood").on(table.userId, table.moodStatus),
	],
);

/** Who took part in a conversation, and what it did to it. */
export interface ToldParticipant {
	readonly id: string;
	readonly name: string;
	readonly personality: Personality;
	readonly opinion: Opinion;
	readonly before: Mood;
	readonly after: Mood;
	readonly isRunaway: boolean;
}

/** One for each user and run, or talk in the place, at most. */
export const chatlingConversations = pgTable(
	"chatling_conversations",
	{
		/** Derived of run and user. */
		id: text("id").primaryKey(),
		/** Of the run; of a talk in the place what that is known by. */
		runId: text("run_id").notNull(),
		userId: text("user_id").notNull(),
		createdAt: doublePrecision("created_at").notNull(),
		/** As it was when it was talked of. */
		title: text("title").notNull(),
		category: text("category").$type<Category>().notNull(),
		climate: text("climate").$type<Climate>().notNull(),
		participants: jsonb("participants").$type<readonly ToldParticipant[]>().notNull(),
		rareEvent: jsonb("rare_event").$type<RareEvent>(),
		readAt: doublePrecision("read_at"),
	},
	(table) => [
		uniqueIndex("chatling_conversations_run").on(table.runId, table.userId),
		index("chatling_conversations_user").on(table.userId, table.createdAt.desc().nullsFirst()),
	],
);

/** What was said. Partitioned by month of `createdAt`: old talk is let go of by dropping tables, not rows. */
export const conversationMessages = pgTable(
	"conversation_messages",
	{
		conversationId: text("conversation_id").notNull(),
		messageOrder: integer("message_order").notNull(),
		createdAt: doublePrecision("created_at").notNull(),
		speakerId: text("speaker_id").notNull(),
		opinion: text("opinion").$type<Opinion>().notNull(),
		line: text("line").notNull(),
	},
	(table) => [
		primaryKey({
			name: "conversation_messages_pk",
			columns: [table.conversationId, table.messageOrder, table.createdAt],
		}),
	],
);

/** Chatlings who have left their users. */
export const runawayChatlings = pgTable(
	"runaway_chatlings",
	{
		userId: text("user_id").notNull(),
		creatureId: text("creature_id").notNull(),
		/** As it was when it left. */
		chatling: jsonb("chatling").$type<Chatling>().notNull(),
		recoveryDifficulty: text("recovery_difficulty").$type<Difficulty>().notNull(),
		attempts: integer("attempts").notNull().default(0),
		ranAt: doublePrecision("ran_at").notNull(),
	},
	(table) => [primaryKey({ columns: [table.userId, table.creatureId] })],
);

/** What a user is to know of, read or not. */
export const notifications = pgTable(
	"notifications",
	{
		/** Derived of what it tells of, so that it is told once. */
		id: text("id").primaryKey(),
		userId: text("user_id").notNull(),
		kind: text("kind").notNull(),
		data: jsonb("data").$type<object>().notNull(),
		createdAt: doublePrecision("created_at").notNull(),
		readAt: doublePrecision("read_at"),
	},
	(table) => [index("notifications_user").on(table.userId, table.createdAt.desc().nullsFirst())],
);

/** Runs, twice a day. */
export const generationLog = pgTable("conversation_generation_log", {
	/** Its slot, as text. */
	runId: text("run_id").primaryKey(),
	slot: doublePrecision("slot").notNull(),
	/** Of the slot, as `MM-DD` in the time zone of the schedule: topics have their seasons by it. */
	day: text("day").notNull(),
	seed: text("seed").notNull(),
	startedAt: doublePrecision("started_at").notNull(),
	finishedAt: doublePrecision("finished_at"),
});

/**
 * Users of a run by the hash of their ids, each shard done in the order of ids. How far it came is written with what
 * was done: who goes on from there does nobody twice and leaves nobody out.
 */
export const runShards = pgTable(
	"chatroom_run_shards",
	{
		runId: text("run_id").notNull(),
		shard: integer("shard").notNull(),
		/** Users who were in it when the run began. */
		total: integer("total").notNull(),
		/** The last user done; empty before the first. */
		doneUpTo: text("done_up_to").notNull().default(""),
		isDone: boolean("is_done").notNull().default(false),
		users: integer("users").notNull().default(0),
		talked: integer("talked").notNull().default(0),
		skipped: integer("skipped").notNull().default(0),
		ranAway: integer("ran_away").notNull().default(0),
		/** Until which it is somebody's. */
		leasedUntil: doublePrecision("leased_until").notNull().default(0),
		/** Of the worker and this lease of it: one that has lost it writes nothing any more. */
		lease: text("lease").notNull().default(""),
	},
	(table) => [primaryKey({ columns: [table.runId, table.shard] })],
);
