import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";
import { API_KEY_SCHEME, TOKEN_SCHEME } from "../../http/openapi.js";
import {
	conversationsQuery,
	creatureParams,
	giftBody,
	giftParams,
	idParams,
	meditateBody,
	recoverBody,
	teamBody,
} from "./society-requests.js";
import * as answers from "./society-schema.js";

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

const ok = (description: string, schema: z.ZodType) => ({ 200: { description, content: json(schema) } });

const bodyOf = (schema: z.ZodType) => ({ required: true, content: json(schema) });

const NOT_ONES_OWN = { 404: { description: "The user has none of this id" } };

const OF_USERS: Pick<RouteConfig, "tags" | "security"> = {
	tags: ["chatroom"],
	security: [{ [TOKEN_SCHEME]: [] }],
};

/** Describes what users and games do with societies. */
export function describeSociety(registry: OpenAPIRegistry): void {
	describeReading(registry);
	describeDoing(registry);
}

function describeReading(registry: OpenAPIRegistry): void {
	registry.registerPath({
		...OF_USERS,
		method: "get",
		path: "/api/chatroom/conversations",
		summary: "A user's conversations, newest first",
		request: { query: conversationsQuery },
		responses: ok("A page of them", answers.conversations),
	});
	registry.registerPath({
		...OF_USERS,
		method: "get",
		path: "/api/chatroom/conversation/{id}",
		summary: "A conversation with all that was said",
		request: { params: idParams },
		responses: { ...ok("The conversation", answers.conversation), ...NOT_ONES_OWN },
	});
	registry.registerPath({
		...OF_USERS,
		method: "get",
		path: "/api/chatroom/runaways",
		summary: "Chatlings that ran away, what winning each back costs, and how likely it is",
		responses: ok("The runaways", answers.runaways),
	});
	registry.registerPath({
		...OF_USERS,
		method: "get",
		path: "/api/chatroom/moods",
		summary: "A user's collection and how it feels, and when they talk next",
		responses: ok("The collection", answers.moods),
	});
	registry.registerPath({
		...OF_USERS,
		method: "get",
		path: "/api/chatroom/unread",
		summary: "How many conversations are not read, and the newest notifications that are not",
		responses: ok("What is not read", answers.unread),
	});
}

function describeDoing(registry: OpenAPIRegistry): void {
	registry.registerPath({
		...OF_USERS,
		method: "post",
		path: "/api/chatroom/mark-read/{id}",
		summary: "Marks a conversation or a notification as read; again changes nothing",
		request: { params: idParams },
		responses: { 204: { description: "It is read" }, ...NOT_ONES_OWN },
	});
	registry.registerPath({
		...OF_USERS,
		method: "post",
		path: "/api/chatroom/mark-all-read",
		summary: "Marks all conversations and notifications as read",
		responses: { 204: { description: "They are read" } },
	});
	registry.registerPath({
		...OF_USERS,
		method: "post",
		path: "/api/chatroom/recover/{creatureId}",
		summary:
			"Tries to win a runaway back, for coins. `attempt` is the number of attempts that the runaway was shown with: each number is tried and paid for once, and answered the same however often it is sent",
		request: { params: creatureParams, body: bodyOf(recoverBody) },
		responses: {
			...ok("What came of it", answers.recovery),
			402: { description: "There are fewer `coins` than the `cost`; nothing was taken" },
			...NOT_ONES_OWN,
			409: { description: "Attempts before this one were not made (`reason`: `attempts_missing`)" },
		},
	});
	registry.registerPath({
		...OF_USERS,
		method: "post",
		path: "/api/chatroom/meditate/{creatureId}",
		summary: "Sends an unhappy chatling to meditate, until the next run, or calls it back",
		request: { params: creatureParams, body: bodyOf(meditateBody) },
		responses: {
			...ok("The collection as it is then", answers.moods),
			...NOT_ONES_OWN,
			409: { description: "It is not unhappy (`reason`: `not_unhappy`)" },
		},
	});
	registry.registerPath({
		...OF_USERS,
		method: "put",
		path: "/api/chatroom/team",
		summary: "Makes up to three chatlings the user's team, whose members agree more readily",
		request: { body: bodyOf(teamBody) },
		responses: { ...ok("The collection as it is then", answers.moods), ...NOT_ONES_OWN },
	});
	registry.registerPath({
		tags: ["chatroom"],
		security: [{ [API_KEY_SCHEME]: [] }],
		method: "put",
		path: "/api/chatroom/collection/{userId}",
		summary:
			"Gives a user chatlings that are new, and coins; with an `id` once, however often it is sent. What is there already takes names and tastes from this, and feels as it did",
		request: { params: giftParams, body: bodyOf(giftBody) },
		responses: {
			...ok("What the user has then", answers.collection),
			409: { description: "They would be too many (`reason`: `too_many_chatlings`); nothing was given" },
		},
	});
}
