import {
	bigint,
	customType,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
} from "drizzle-orm/pg-core";
import type { PlayerState, SharedState } from "../experience/experience-state.js";
import type { DoneAction } from "../experience/done-actions.js";
import { lastNumber } from "./last-number.js";

export * from "./chatroom-schema.js";
export * from "./encounter-schema.js";

/** Bytes as they are. */
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Complete states of worlds, one every so many ticks. */
export const worldStates = pgTable(
	"world_states",
	{
		worldId: text("world_id").notNull(),
		tick: bigint("tick", { mode: "number" }).notNull(),
		/** Unix seconds, of the payload that made the tick; they come back exactly as they were. */
		takenAt: doublePrecision("taken_at").notNull(),
		/** JSON text, compressed with brotli. */
		state: bytea("state").notNull(),
	},
	(table) => [primaryKey({ columns: [table.worldId, table.tick] })],
);

/** What all players of an experience share. */
export const experienceWorlds = pgTable("experience_worlds", {
	experience: text("experience").primaryKey(),
	state: jsonb("state").$type<SharedState>().notNull(),
	lastNumber: lastNumber(),
});

/** What is a player's own. */
export const experiencePlayers = pgTable(
	"experience_players",
	{
		experience: text("experience").notNull(),
		userId: text("user_id").notNull(),
		state: jsonb("state").$type<PlayerState>().notNull(),
		lastNumber: lastNumber(),
	},
	(table) => [
		primaryKey({ columns: [table.experience, table.userId] }),
		index("experience_players_user").on(table.userId),
	],
);

/** Actions and chat messages that came with an id, and what they were answered. */
export const experienceActions = pgTable(
	"experience_actions",
	{
		experience: text("experience").notNull(),
		userId: text("user_id").notNull(),
		actionId: text("action_id").notNull(),
		done: jsonb("done").$type<DoneAction>().notNull(),
		/** Unix seconds. */
		doneAt: doublePrecision("done_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.experience, table.userId, table.actionId] }),
		index("experience_actions_done_at").on(table.doneAt),
	],
);

/** What was saved and is still to be told: numbered by topic, without gaps, in the order of saving. */
export const outbox = pgTable(
	"outbox",
	{
		topic: text("topic").notNull(),
		number: bigint("number", { mode: "number" }).notNull(),
		type: text("type").notNull(),
		/** JSON text. */
		data: text("data").notNull(),
		/** Unix seconds. */
		savedAt: doublePrecision("saved_at").notNull(),
	},
	(table) => [primaryKey({ columns: [table.topic, table.number] })],
);

/** What a narrator has still to tell of, the oldest of a player first. */
export const experienceNarrations = pgTable(
	"experience_narrations",
	{
		id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		experience: text("experience").notNull(),
		userId: text("user_id").notNull(),
		/** JSON text of a `NarrationRequest`. */
		request: text("request").notNull(),
		/** Unix seconds until which it is somebody's, or is not to be tried. */
		leasedUntil: doublePrecision("leased_until").notNull(),
		/** How often it was begun. */
		attempts: integer("attempts").notNull().default(0),
	},
	(table) => [index("experience_narrations_player").on(table.experience, table.userId, table.id)],
);
