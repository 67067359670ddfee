import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { API_KEY_SCHEME, TOKEN_SCHEME } from "../http/openapi.js";
import { actionBody, experienceParams, playerQuery, positionBody } from "./experience-requests.js";
import { actionResult, playerView, sharedWorld } from "./experience-schema.js";

const TAGS = ["experience"];

/** Of a user, or of a game server on behalf of `user_id`. */
export const FOR_PLAYERS: Record<string, string[]>[] = [{ [TOKEN_SCHEME]: [] }, { [API_KEY_SCHEME]: [] }];

export const NOT_THERE = { 404: { description: "There is no such experience" } };

function json(description: string, schema: z.ZodType) {
	return { 200: { description, content: { "application/json": { schema } } } };
}

const cursor = z.string();

const polled = z.object({
	cursor,
	events: z.array(z.object({ event: z.literal("shared_update"), data: z.unknown() })),
	state: sharedWorld.optional(),
	reset: z.object({ reason: z.string() }).optional(),
});

/** Describes the routes to experiences' state. */
export function describeExperience(registry: OpenAPIRegistry): void {
	const bodyOf = (schema: z.ZodType) => ({
		params: experienceParams,
		body: { required: true, content: { "application/json": { schema } } },
	});
	registry.registerPath({
		method: "get",
		path: "/v1/experience",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "All experiences",
		responses: json(
			"The experiences",
			z.object({ experiences: z.array(z.object({ id: z.string(), title: z.string() })) }),
		),
	});
	registry.registerPath({
		method: "get",
		path: "/v1/experience/{experience}/world",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "What all players of an experience share, and the cursor from which updates lead on",
		request: { params: experienceParams },
		responses: { ...json("The shared world", z.object({ cursor, world: sharedWorld })), ...NOT_THERE },
	});
	registry.registerPath({
		method: "get",
		path: "/v1/experience/{experience}/view",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "What is a player's own, made on first use, and the cursor from which events lead on",
		request: { params: experienceParams, query: playerQuery },
		responses: { ...json("The player's view", z.object({ cursor, view: playerView })), ...NOT_THERE },
	});
	registry.registerPath({
		method: "post",
		path: "/v1/experience/{experience}/actions",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "Does something for a player; with an id once, however often it is sent",
		request: bodyOf(actionBody),
		responses: {
			...json("What came of it; what the world does not allow is `success: false`", actionResult),
			...NOT_THERE,
		},
	});
	registry.registerPath({
		method: "post",
		path: "/v1/experience/{experience}/position",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "Tells where a player stands in the place, in studs",
		request: bodyOf(positionBody),
		responses: { 204: { description: "It is known" }, ...NOT_THERE },
	});
	registry.registerPath({
		method: "get",
		path: "/v1/experience/{experience}/shared",
		tags: TAGS,
		security: [{ [API_KEY_SCHEME]: [] }],
		summary: "What changed in the shared world after a cursor, as a long poll for game servers",
		request: {
			params: experienceParams,
			query: z.object({
				cursor: cursor.optional(),
				wait: z.coerce.number().optional(),
				limit: z.coerce.number().optional(),
			}),
		},
		responses: { ...json("What followed", polled), ...NOT_THERE },
	});
}
