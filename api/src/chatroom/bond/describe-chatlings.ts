import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import type { PlaceChatlingsWire } from "../../../../game/src/shared/wire/index.js";
import { API_KEY_SCHEME } from "../../http/openapi.js";
import { MOODS, PERSONALITIES } from "../core/society.js";

export const placeChatlings = z.object({
	users: z.array(
		z.object({
			user_id: z.string(),
			chatlings: z.array(
				z.object({
					creature_id: z.string(),
					name: z.string(),
					personality: z.enum(PERSONALITIES),
					persona: z.string().max(300),
					mood: z.enum(MOODS),
				}),
			),
			ran_away: z.array(z.string()).optional(),
		}),
	),
}) satisfies z.ZodType<PlaceChatlingsWire>;

export function describeChatlings(registry: OpenAPIRegistry): void {
	registry.registerPath({
		method: "get",
		path: "/v1/chatroom/chatlings",
		tags: ["chatroom"],
		summary: "Chatlings of players that may stand in a place, with who they are to a mind and how they feel",
		description:
			"Those of a user's team first; without those who meditate. Users without any have empty lists.",
		security: [{ [API_KEY_SCHEME]: [] }],
		request: {
			query: z.object({ users: z.string().describe("Up to 100 players' ids, joined by commas") }),
			headers: z.object({ "if-none-match": z.string().optional() }),
		},
		responses: {
			200: {
				description: "Of each user that was asked for",
				content: { "application/json": { schema: placeChatlings } },
			},
			304: { description: "Nothing is other than with the ETag that was sent" },
		},
	});
}
