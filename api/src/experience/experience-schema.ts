import { z } from "zod";
import type {
	ActionResultWire,
	ActionWire,
	ItemWire,
	LocationWire,
	PlayerViewWire,
	QuestWire,
	SharedWorldWire,
	Vec3Wire,
} from "../../../game/src/shared/wire/index.js";

/** Characters of what a player says at once: more than Roblox lets anybody type. */
export const MAX_CHAT_CHARACTERS = 500;

/** Of ids of items, locations and requests: those of experiences are far shorter. */
const MAX_ID_CHARACTERS = 128;

export const id = z
	.string()
	.min(1)
	.max(MAX_ID_CHARACTERS)
	.regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: "must not hold control characters or half characters" });

/** Of a player's words: line breaks and tabs are white space, other control characters hide something. */
export const chatContent = z
	.string()
	.trim()
	.min(1)
	.max(MAX_CHAT_CHARACTERS)
	.refine((text) => !/\p{Cs}|(?![\t\n\r])\p{Cc}/u.test(text), {
		error: "must not hold control characters or half characters",
	});

export const position = z.object({
	x: z.number(),
	y: z.number(),
	z: z.number(),
}) satisfies z.ZodType<Vec3Wire>;

export const action = z.discriminatedUnion("action", [
	z.object({ action: z.literal("take"), item: id }),
	z.object({ action: z.literal("drop"), item: id }),
	z.object({ action: z.literal("move"), location: id }),
	z.object({ action: z.literal("look") }),
]) satisfies z.ZodType<ActionWire>;

const item = z.object({
	id: z.string(),
	name: z.string(),
	kind: z.string(),
	description: z.string(),
}) satisfies z.ZodType<ItemWire>;

const quest = z.object({
	id: z.string(),
	title: z.string(),
	status: z.enum(["active", "won"]),
	found: z.array(z.string()),
	needed: z.int(),
}) satisfies z.ZodType<QuestWire>;

const location = z.object({
	id: z.string(),
	name: z.string(),
	description: z.string(),
	exits: z.array(z.string()),
	items: z.array(item),
}) satisfies z.ZodType<LocationWire>;

export const playerView = z.object({
	user_id: z.string(),
	experience: z.string(),
	location: z.string(),
	inventory: z.array(item),
	quests: z.array(quest),
}) satisfies z.ZodType<PlayerViewWire>;

export const sharedWorld = z.object({
	experience: z.string(),
	title: z.string(),
	locations: z.array(location),
}) satisfies z.ZodType<SharedWorldWire>;

export const actionResult = z.object({
	type: z.literal("action_result"),
	id: z.string().optional(),
	action: z.enum(["take", "drop", "move", "look"]),
	success: z.boolean(),
	message: z.string(),
	code: z
		.enum([
			"unknown_item",
			"unknown_location",
			"not_here",
			"already_taken",
			"not_carried",
			"no_way",
			"inventory_full",
		])
		.optional(),
	state_changes: z.object({ cursor: z.string() }).optional(),
	repeated: z.boolean().optional(),
}) satisfies z.ZodType<ActionResultWire>;
