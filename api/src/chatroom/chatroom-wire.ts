import type { Climate, Opinion, RareEvent } from "./core/outcome.js";
import type { Difficulty } from "./core/recovery.js";
import type { Category, Mood, Personality } from "./core/society.js";

// What the chatroom's endpoints answer with, as JSON. Times are unix seconds.

/** Who took part in a conversation, and what it did to it. */
export interface ParticipantWire {
	readonly id: string;
	readonly name: string;
	readonly personality: Personality;
	readonly opinion: Opinion;
	readonly mood_before: Mood;
	readonly mood_after: Mood;
	/** It ran away after this conversation. */
	readonly ran_away: boolean;
}

/** A conversation without its lines. */
export interface ConversationSummaryWire {
	readonly id: string;
	readonly created_at: number;
	/** Of what was talked of. */
	readonly title: string;
	readonly category: Category;
	readonly climate: Climate;
	readonly participants: readonly ParticipantWire[];
	readonly rare_event?: RareEvent;
	readonly is_read: boolean;
	/** World in whose place it was; absent of a run's. */
	readonly world?: string;
}

export interface MessageWire {
	/** Id of a participant. */
	readonly speaker: string;
	readonly opinion: Opinion;
	readonly line: string;
}

export interface ConversationWire extends ConversationSummaryWire {
	/** In the order in which they were said. */
	readonly messages: readonly MessageWire[];
}

/** Newest first. */
export interface ConversationsWire {
	readonly conversations: readonly ConversationSummaryWire[];
	/** Of the next page; null where there is none. */
	readonly next_cursor: string | null;
}

export interface RunawayWire {
	readonly creature_id: string;
	readonly name: string;
	readonly personality: Personality;
	readonly difficulty: Difficulty;
	/** Chance of the next attempt, from 0 to 1. */
	readonly chance: number;
	/** Coins that the next attempt takes. */
	readonly cost: number;
	readonly attempts: number;
	readonly ran_at: number;
}

export interface RunawaysWire {
	readonly coins: number;
	readonly runaways: readonly RunawayWire[];
}

/** What came of an attempt at winning a runaway back. */
export interface RecoveryWire {
	readonly creature_id: string;
	readonly is_won: boolean;
	/** Coins left. */
	readonly coins: number;
	/** As it stands after an attempt that failed. */
	readonly runaway?: RunawayWire;
}

export interface ChatlingWire {
	readonly id: string;
	readonly name: string;
	readonly personality: Personality;
	readonly likes: readonly Category[];
	readonly dislikes: readonly Category[];
	readonly mood: Mood;
	readonly unhappy_count: number;
	readonly is_meditating: boolean;
	readonly is_in_team: boolean;
	/** Those whom it has met, from -100 to 100. */
	readonly friendships: readonly { readonly id: string; readonly value: number }[];
}

/** A user's collection, and how it feels. */
export interface MoodsWire {
	readonly coins: number;
	readonly chatlings: readonly ChatlingWire[];
	readonly counts: Readonly<Record<Mood, number>>;
	/** When they talk next; null where that is not planned. */
	readonly next_run_at: number | null;
}

/** A user's society after a game has given something. */
export interface CollectionWire {
	readonly user_id: string;
	readonly coins: number;
	/** Ids of the chatlings that are new by this. */
	readonly added: readonly string[];
	/** The same was asked for before, by its id: nothing was given again. */
	readonly is_repeated: boolean;
}

export interface NotificationWire {
	readonly id: string;
	/** What it tells of; `data` is of that kind. */
	readonly kind: "runaway" | "recovered" | "rare_event";
	readonly data: object;
	readonly created_at: number;
	readonly is_read: boolean;
}

export interface UnreadWire {
	readonly conversations: number;
	/** Those that are not read, newest first, at most twenty. */
	readonly notifications: readonly NotificationWire[];
}

/** A run, as it stands. */
export interface RunWire {
	readonly run_id: string;
	/** Unix seconds that it is of. */
	readonly slot: number;
	readonly started_at: number;
	readonly finished_at: number | null;
	readonly users: number;
	readonly users_done: number;
	readonly conversations: number;
	readonly skipped: number;
	readonly ran_away: number;
	/** Seconds until it is done, going on as it did; null before there is anything to tell it by. */
	readonly eta_seconds: number | null;
}

/** What a user who reads along is told at once: that something is other than before, to be asked for. */
export type ChatroomEventWire =
	| { readonly type: "conversation"; readonly data: { readonly id: string } }
	| { readonly type: "runaway"; readonly data: { readonly creature_id: string } }
	| { readonly type: "recovery"; readonly data: { readonly creature_id: string; readonly is_won: boolean } }
	| { readonly type: "society"; readonly data: { readonly reason: "meditation" | "team" | "collection" } }
	/** Of one conversation or notification, or of all where none is named. */
	| { readonly type: "read"; readonly data: { readonly id?: string } };
