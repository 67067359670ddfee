import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { responseParams, responseQuery, serverParams } from "./message-requests.js";
import { answer, chatBody, inbox, messagesAnswer, messagesBody } from "./message-schema.js";
import { queuesAnswer } from "./report-queues.js";

function json(description: string, schema: z.ZodType) {
	return { description, content: { "application/json": { schema } } };
}

const body = (schema: z.ZodType): RouteConfig["request"] => ({
	body: { required: true, content: { "application/json": { schema } } },
});

const refused = {
	400: { description: "Not JSON, or wrong in the places named; nothing was taken" },
	503: { description: "The log cannot be written to now; nothing was taken" },
};

/** Describes the routes by which game servers talk. */
export function describeMessages(registry: OpenAPIRegistry): void {
	const add = (method: RouteConfig["method"], path: string, route: Omit<RouteConfig, "method" | "path">) => {
		registry.registerPath({ method, path, tags: ["messages"], ...route });
	};
	add("post", "/v1/messages", {
		summary: "A game server tells what was said, and asks NPCs",
		request: body(messagesBody),
		responses: {
			202: json("Held; messages without room are refused one by one", messagesAnswer),
			...refused,
		},
	});
	add("post", "/v1/chat", {
		summary: "Ask an NPC and wait for its answer, past the queue",
		request: body(chatBody),
		responses: {
			200: json("The answer; the same for the same message, whoever made it", answer),
			...refused,
			410: { description: "Nobody waits for this answer any more" },
		},
	});
	const cursor = z.string().optional();
	add("get", "/v1/servers/{serverId}/inbox", {
		summary: "Answers of NPCs after a cursor, as a long poll",
		request: {
			params: serverParams,
			query: z.object({
				cursor,
				wait: z.coerce.number().optional(),
				limit: z.coerce.number().optional(),
			}),
		},
		responses: { 200: json("What was answered; without a cursor, where to go on from", inbox) },
	});
	add("get", "/v1/servers/{serverId}/stream", {
		summary: "Answers of NPCs, as server-sent events",
		request: { params: serverParams, query: z.object({ cursor }) },
		responses: {
			200: {
				description: "Events answer, reset, state and close",
				content: { "text/event-stream": { schema: z.string() } },
			},
		},
	});
	add("get", "/v1/messages/{id}/response", {
		summary: "The answer to one message",
		request: { params: responseParams, query: responseQuery.extend({ wait: z.coerce.number().optional() }) },
		responses: {
			200: json("The answer", answer),
			202: json(
				"There is none yet, after the wait",
				z.object({ messageId: z.string(), pending: z.literal(true) }),
			),
			404: { description: "This server has sent no such message lately" },
			410: { description: "Nobody waits for this answer any more" },
		},
	});
	add("get", "/v1/queues", {
		summary: "How many messages wait, how long, and how soon they are answered",
		request: {},
		responses: { 200: json("Each class of messages", queuesAnswer) },
	});
}
