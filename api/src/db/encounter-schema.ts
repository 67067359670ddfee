import {
	bigint,
	boolean,
	doublePrecision,
	index,
	integer,
	json,
	pgTable,
	primaryKey,
	text,
} from "drizzle-orm/pg-core";
import type { GameEvent } from "../encounters/engine/events.js";
import type { GameState, SkipReason, Status } from "../encounters/engine/state.js";
import type { RoomSummary } from "../encounters/encounters.js";

// Times are unix seconds. All of it follows the rooms' logs, which are what holds. What people wrote is kept as JSON text,
// since the binary kind refuses some characters.

/** Encounters as they stand. */
export const interactions = pgTable(
	"interactions",
	{
		id: text("id").primaryKey(),
		title: text("title").notNull(),
		/** User id; empty where the DM is to be known to nobody any more. */
		dmId: text("dm_id").notNull(),
		status: text("status").$type<Status>().notNull(),
		roundNumber: integer("round_number").notNull(),
		liveStatus: text("live_status").$type<RoomSummary["liveStatus"]>().notNull(),
		/** The topic of its room. */
		liveRoomId: text("live_room_id").notNull(),
		/** As it was at the last turning point: see `isTurningPoint`. */
		lastStateSnapshot: json("last_state_snapshot").$type<GameState>(),
		snapshotTimestamp: doublePrecision("snapshot_timestamp"),
		/** User ids. */
		connectedParticipants: json("connected_participants").$type<readonly string[]>().notNull(),
		lastActivity: doublePrecision("last_activity").notNull(),
		/** When the turn that is on ends; null without a limit, and while it is paused. */
		currentTurnTimeout: doublePrecision("current_turn_timeout"),
		/** Seconds. */
		turnTimeLimit: doublePrecision("turn_time_limit"),
		chatEnabled: boolean("chat_enabled").notNull(),
		allowPrivateChat: boolean("allow_private_chat").notNull(),
		/** Place in the room's log up to which the tables hold everything. */
		logEpoch: text("log_epoch").notNull(),
		logOffset: bigint("log_offset", { mode: "number" }).notNull(),
	},
	(table) => [index("interactions_last_activity").on(table.lastActivity)],
);

/** Of an event in the log of a room: what it is known by. */
const placeInLog = {
	interactionId: text("interaction_id").notNull(),
	logEpoch: text("log_epoch").notNull(),
	logOffset: bigint("log_offset", { mode: "number" }).notNull(),
	/** Among the events of its command. */
	eventIndex: integer("event_index").notNull(),
};

/** Everything that happened in encounters. */
export const liveInteractionLogs = pgTable(
	"live_interaction_logs",
	{
		...placeInLog,
		eventType: text("event_type").$type<GameEvent["type"]>().notNull(),
		at: doublePrecision("at").notNull(),
		/** Who gave the command: `dm`, `player`, `mind` or `system`. */
		actor: text("actor").notNull(),
		/** User id, of a DM or player. */
		userId: text("user_id"),
		event: json("event").$type<GameEvent>().notNull(),
	},
	(table) => [
		primaryKey({
			name: "live_interaction_logs_pk",
			columns: [table.interactionId, table.logEpoch, table.logOffset, table.eventIndex],
		}),
		index("live_interaction_logs_at").on(table.interactionId, table.at),
	],
);

/** Turns that are over. */
export const turnRecords = pgTable(
	"turn_records",
	{
		...placeInLog,
		seatId: text("seat_id").notNull(),
		roundNumber: integer("round_number").notNull(),
		outcome: text("outcome").$type<"completed" | "skipped">().notNull(),
		/** Why it was skipped. */
		reason: text("reason").$type<SkipReason>(),
		endedAt: doublePrecision("ended_at").notNull(),
		/** The DM went back to before it ended. */
		isTakenBack: boolean("is_taken_back").notNull().default(false),
	},
	(table) => [
		primaryKey({
			name: "turn_records_pk",
			columns: [table.interactionId, table.logEpoch, table.logOffset, table.eventIndex],
		}),
	],
);
