import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { FOR_PLAYERS, NOT_THERE } from "./describe-experience.js";
import { chatBody, experienceParams, playerQuery } from "./experience-requests.js";

const TAGS = ["experience"];
const cursor = z.string();
const stream = { "text/event-stream": { schema: z.string() } };

const EVENTS = [
	"Events: `state` (first, without a cursor), `world_update`, `quest_update`, `content` (pieces of narration),",
	"`reset {reason}` (then `state`), and `close {reason: draining | expired | too_slow | failed}`; the id of each is",
	"the cursor to come back with.",
].join(" ");

const CHAT = [
	"Events: `world_update` and `quest_update` as they happen, the `content` pieces of this message after what it",
	"changed, and `done {message_id}` at the end. A stream that ends before says so by `close`, whose reason is one of",
	"those of other streams, `late`, or `reset` (after `reset` and `state`); what is missing follows its id at `/events`.",
].join(" ");

/** Describes the routes at which players are told what happens. */
export function describeStreams(registry: OpenAPIRegistry): void {
	registry.registerPath({
		method: "get",
		path: "/v1/experience/{experience}/events",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "What a player is told, as server-sent events; the same at the WebSocket /ws/experience",
		request: { params: experienceParams, query: playerQuery.extend({ cursor: cursor.optional() }) },
		responses: { 200: { description: EVENTS, content: stream }, ...NOT_THERE },
	});
	registry.registerPath({
		method: "post",
		path: "/v1/experience/{experience}/chat",
		tags: TAGS,
		security: FOR_PLAYERS,
		summary: "Says something for a player: it is done where it is an action, and narrated; with an id once",
		request: {
			params: experienceParams,
			body: { required: true, content: { "application/json": { schema: chatBody } } },
		},
		responses: {
			200: { description: CHAT, content: stream },
			202: {
				description: "Taken, where JSON is accepted alone; what follows is told at `/events` after `cursor`",
				content: { "application/json": { schema: z.object({ message_id: z.string(), cursor }) } },
			},
			410: { description: "It was taken so long ago that what followed is no longer held" },
			...NOT_THERE,
		},
	});
}
