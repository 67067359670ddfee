import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { TOKEN_SCHEME } from "../../http/openapi.js";

const EVENTS = [
	"Events: `state` (first without a cursor, and wherever something may have been missed: ask for everything anew),",
	"`conversation {id}`, `runaway {creature_id}`, `recovery {creature_id, is_won}`,",
	"`society {reason: meditation | team | collection}`, `read {id}`, `reset {reason}` (then `state`), and",
	"`close {reason: draining | expired | too_slow | failed}`; the id of each is the cursor to come back with.",
].join(" ");

/** Describes the doors at which users are told what happens in their societies. */
export function describeNews(registry: OpenAPIRegistry): void {
	registry.registerPath({
		method: "get",
		path: "/api/chatroom/events",
		tags: ["chatroom"],
		security: [{ [TOKEN_SCHEME]: [] }],
		summary:
			"What happens in the user's society, as server-sent events; the same at the WebSocket /ws/chatroom",
		request: { query: z.object({ cursor: z.string().optional() }) },
		responses: {
			200: { description: EVENTS, content: { "text/event-stream": { schema: z.string() } } },
			401: { description: "No user's token" },
			503: { description: "Database or log cannot be had right now" },
		},
	});
}
