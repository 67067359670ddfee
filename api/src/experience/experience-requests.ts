import { z } from "zod";
import { isUserId } from "../http/user-id.js";
import { EXPERIENCE_ID } from "./experience.js";
import { action, chatContent, id, position } from "./experience-schema.js";

/** Whose view or action it is; a user's own where a user calls. */
const onBehalf = z.object({
	user_id: z
		.string()
		.refine(isUserId, { error: "must be 1 to 128 characters, none of them control or half characters" })
		.optional(),
});

export const experienceParams = z.object({
	experience: z.string().regex(EXPERIENCE_ID, { error: "must be 1 to 64 characters of a-z, 0-9, -" }),
});

export const playerQuery = onBehalf;

const request = onBehalf.extend({ id: id.optional() });

/** `vouched`: the place says itself that the player can do it; what a game server asks for where it says nothing. */
export const actionBody = z.intersection(request.extend({ vouched: z.boolean().optional() }), action);

export const positionBody = onBehalf.extend(position.shape);

export const chatBody = request.extend({ content: chatContent });
