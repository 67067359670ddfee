import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { API_KEY_SCHEME, TOKEN_SCHEME } from "../../http/openapi.js";
import {
	commandAnswer,
	commandRequest,
	newsAnswer,
	newsQuery,
	openBody,
	openedAnswer,
	placedAnswer,
	roomParams,
	viewAnswer,
	whoQuery,
	worldParams,
} from "./rest-schema.js";

const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });
const summary = z.looseObject({ roomId: z.string(), title: z.string(), liveStatus: z.string() });
const noRoom = { 404: { description: "There is no such room" } };

/** Describes what game servers ask of rooms. */
export function describeEncounters(registry: OpenAPIRegistry): void {
	const add = (method: RouteConfig["method"], path: string, route: Omit<RouteConfig, "method" | "path">) =>
		registry.registerPath({
			method,
			path,
			tags: ["encounters"],
			security: [{ [API_KEY_SCHEME]: [] }],
			...route,
		});
	add("post", "/v1/encounters", {
		summary: "A place opens an encounter with the members of a cluster, where they stand",
		request: { body: { required: true, ...json(openBody) } },
		responses: { 201: { description: "The room, and how its map lies in the place", ...json(openedAnswer) } },
	});
	add("get", "/v1/worlds/{world}/encounters", {
		summary: "Rooms that were opened in a world and are not over, newest activity first",
		request: { params: worldParams },
		responses: { 200: { description: "The rooms, and whose users are in them", ...json(placedAnswer) } },
	});
	add("get", "/v1/encounters", {
		summary: "All rooms, newest activity first",
		responses: { 200: { description: "The rooms", ...json(z.object({ rooms: z.array(summary) })) } },
	});
	add("get", "/v1/encounters/{room}", {
		summary: "A room as a player or an NPC sees it",
		request: { params: roomParams, query: whoQuery },
		responses: {
			200: {
				description: "The view, where news of it begin, and where those can go whose turn it is",
				...json(viewAnswer),
			},
			...noRoom,
		},
	});
	add("get", "/v1/encounters/{room}/news", {
		summary: "What a player or an NPC is told next; waits until there is something",
		request: { params: roomParams, query: newsQuery },
		responses: {
			200: { description: "News, or the view where nothing leads on", ...json(newsAnswer) },
			...noRoom,
		},
	});
	add("post", "/v1/encounters/{room}/commands", {
		summary: "A player or an NPC does something; done once under one id",
		request: { params: roomParams, body: { required: true, ...json(commandRequest) } },
		responses: { 200: { description: "What it came to", ...json(commandAnswer) }, ...noRoom },
	});
}

/** Describes where tRPC is spoken; its procedures are described by their types. */
export function describeTrpc(registry: OpenAPIRegistry): void {
	const request = { params: z.object({ procedure: z.string() }) };
	const responses = { 200: { description: "The answer of the procedure, as tRPC writes it" } };
	const common = {
		path: "/trpc/{procedure}",
		tags: ["encounters"],
		security: [{ [TOKEN_SCHEME]: [] }],
		request,
		responses,
	};
	registry.registerPath({
		...common,
		method: "get",
		summary: "Queries and subscriptions (server-sent events) of encounters",
	});
	registry.registerPath({ ...common, method: "post", summary: "Mutations of encounters" });
}
