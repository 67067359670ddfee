import { z } from "zod";
import type {
	ChatlingWire,
	CollectionWire,
	ConversationsWire,
	ConversationSummaryWire,
	ConversationWire,
	MessageWire,
	MoodsWire,
	NotificationWire,
	ParticipantWire,
	RecoveryWire,
	RunawaysWire,
	RunawayWire,
	UnreadWire,
} from "../chatroom-wire.js";
import { OPINIONS } from "../core/outcome.js";
import { DIFFICULTIES } from "../core/recovery.js";
import { CATEGORIES, MOODS, PERSONALITIES } from "../core/society.js";

// What the endpoints answer, for their description. Times are unix seconds.

const category = z.enum(CATEGORIES);
const mood = z.enum(MOODS);
const opinion = z.enum(OPINIONS);
const personality = z.enum(PERSONALITIES);

const participant = z.object({
	id: z.string(),
	name: z.string(),
	personality,
	opinion,
	mood_before: mood,
	mood_after: mood,
	ran_away: z.boolean(),
}) satisfies z.ZodType<ParticipantWire>;

const summary = z.object({
	id: z.string(),
	created_at: z.number(),
	title: z.string(),
	category,
	climate: z.enum(["agreement", "conflict", "mixed"]),
	participants: z.array(participant),
	rare_event: z
		.object({ kind: z.enum(["shooting_star", "old_song", "lost_coin"]), reward: z.int() })
		.optional(),
	is_read: z.boolean(),
	world: z.string().optional(),
}) satisfies z.ZodType<ConversationSummaryWire>;

const message = z.object({ speaker: z.string(), opinion, line: z.string() }) satisfies z.ZodType<MessageWire>;

export const conversation = summary.extend({
	messages: z.array(message),
}) satisfies z.ZodType<ConversationWire>;

export const conversations = z.object({
	conversations: z.array(summary),
	next_cursor: z.string().nullable(),
}) satisfies z.ZodType<ConversationsWire>;

const runaway = z.object({
	creature_id: z.string(),
	name: z.string(),
	personality,
	difficulty: z.enum(DIFFICULTIES),
	chance: z.number(),
	cost: z.int(),
	attempts: z.int(),
	ran_at: z.number(),
}) satisfies z.ZodType<RunawayWire>;

export const runaways = z.object({
	coins: z.int(),
	runaways: z.array(runaway),
}) satisfies z.ZodType<RunawaysWire>;

export const recovery = z.object({
	creature_id: z.string(),
	is_won: z.boolean(),
	coins: z.int(),
	runaway: runaway.optional(),
}) satisfies z.ZodType<RecoveryWire>;

const chatling = z.object({
	id: z.string(),
	name: z.string(),
	personality,
	likes: z.array(category),
	dislikes: z.array(category),
	mood,
	unhappy_count: z.int(),
	is_meditating: z.boolean(),
	is_in_team: z.boolean(),
	friendships: z.array(z.object({ id: z.string(), value: z.number().min(-100).max(100) })),
}) satisfies z.ZodType<ChatlingWire>;

export const moods = z.object({
	coins: z.int(),
	chatlings: z.array(chatling),
	counts: z.record(mood, z.int()),
	next_run_at: z.number().nullable(),
}) satisfies z.ZodType<MoodsWire>;

const notification = z.object({
	id: z.string(),
	kind: z.enum(["runaway", "recovered", "rare_event"]),
	data: z.looseObject({}),
	created_at: z.number(),
	is_read: z.boolean(),
}) satisfies z.ZodType<NotificationWire>;

export const unread = z.object({
	conversations: z.int(),
	notifications: z.array(notification),
}) satisfies z.ZodType<UnreadWire>;

export const collection = z.object({
	user_id: z.string(),
	coins: z.int(),
	added: z.array(z.string()),
	is_repeated: z.boolean(),
}) satisfies z.ZodType<CollectionWire>;
