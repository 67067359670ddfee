import { z } from "zod";
import { isUserId } from "../../http/user-id.js";
import { CATEGORIES, PERSONALITIES } from "../core/society.js";
import { parsePlace } from "./conversation-cursor.js";
import {
	DEFAULT_PAGE,
	MAX_CHATLINGS,
	MAX_CREATURE_ID,
	MAX_GIFT_COINS,
	MAX_NAME,
	MAX_PAGE,
	MAX_TEAM,
} from "./society-limits.js";

/** Of ids of conversations, notifications and gifts, and of cursors: ours are far shorter. */
const MAX_ID = 256;

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
const NOT_PLAIN = { error: "must not hold control characters or half characters" };

const id = z.string().min(1).max(MAX_ID).regex(PLAIN, NOT_PLAIN);

/** Pairs of them are told apart by the space between, and each is a part of an address, where dots alone lead elsewhere. */
const creatureId = z
	.string()
	.min(1)
	.max(MAX_CREATURE_ID)
	.regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}\p{Z}]*$/u, {
		error: "must not hold spaces, control characters or half characters, nor be dots alone",
	});

/** On one line, and something of it to be seen. */
const name = z
	.string()
	.trim()
	.max(MAX_NAME)
	.regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, NOT_PLAIN)
	.regex(/[^\p{C}\p{Z}]/u, { error: "must not be empty" });

const different = <T>(schema: z.ZodType<T>, most: number) =>
	z
		.array(schema)
		.max(most)
		.refine((all) => new Set(all).size === all.length, { error: "must not name anything twice" });

const tastes = different(z.enum(CATEGORIES), CATEGORIES.length);

export const conversationsQuery = z.object({
	cursor: z
		.string()
		.max(MAX_ID)
		.transform((text, context) => {
			const place = parsePlace(text);
			if (place) return place;
			context.addIssue({ code: "custom", message: "is not one that was given here" });
			return z.NEVER;
		})
		.optional(),
	limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

export const idParams = z.object({ id });

export const creatureParams = z.object({ creatureId });

export const giftParams = z.object({
	userId: z
		.string()
		.refine(isUserId, { error: "must be 1 to 128 characters, none of them control or half characters" }),
});

/** `attempt`: the attempts that the runaway had when this one was decided on. */
export const recoverBody = z.strictObject({ attempt: z.int().min(0) });

export const meditateBody = z.strictObject({ meditating: z.boolean() });

export const teamBody = z.strictObject({ creature_ids: different(creatureId, MAX_TEAM) });

const givenChatling = z
	.strictObject({
		id: creatureId,
		name,
		personality: z.enum(PERSONALITIES),
		likes: tastes,
		dislikes: tastes,
	})
	.refine(({ likes, dislikes }) => !likes.some((taste) => dislikes.includes(taste)), {
		error: "must not like and dislike the same",
	});

export type GivenChatling = z.infer<typeof givenChatling>;

export const giftBody = z.strictObject({
	chatlings: z
		.array(givenChatling)
		.max(MAX_CHATLINGS)
		.refine((all) => new Set(all.map((one) => one.id)).size === all.length, {
			error: "must not name a chatling twice",
		})
		.default([]),
	coins: z.int().min(0).max(MAX_GIFT_COINS).default(0),
	id: id.optional(),
});

export type Gift = z.infer<typeof giftBody>;
