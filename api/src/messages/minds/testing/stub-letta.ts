import type { StubAnswer } from "./stub-server.js";
import { sendJson } from "./stub-server.js";

interface StubAgent {
	readonly id: string;
	readonly name: string;
	readonly tags: readonly string[];
}

export interface StubLetta {
	readonly answer: StubAnswer;
	readonly agents: StubAgent[];
}

/** A Letta server as far as minds use it: agents by tags, and what an agent says to a message. */
export function createStubLetta(say: (text: string) => unknown): StubLetta {
	const agents: StubAgent[] = [];
	const answer: StubAnswer = ({ method, path, query, body }, response) => {
		if (path === "/v1/agents/" && method === "GET") {
			const tags = query.getAll("tags");
			const all = query.get("match_all_tags") === "true";
			const found = agents.filter((agent) =>
				all ? tags.every((tag) => agent.tags.includes(tag)) : tags.some((tag) => agent.tags.includes(tag)),
			);
			return found.slice(0, Number(query.get("limit") ?? 50));
		}
		if (path === "/v1/agents/" && method === "POST") {
			const { name, tags } = body as StubAgent;
			const agent = { id: `agent-${agents.length + 1}`, name, tags };
			agents.push(agent);
			return agent;
		}
		const id = /^\/v1\/agents\/([^/]+)\/messages$/.exec(path)?.[1];
		if (method === "POST" && agents.some((agent) => agent.id === id)) {
			const { messages } = body as { messages: readonly { content: string }[] };
			return {
				messages: [
					{ id: "message-1", message_type: "reasoning_message", reasoning: "What would they say?" },
					{ id: "message-2", message_type: "assistant_message", content: say(messages[0]!.content) },
				],
				stop_reason: { message_type: "stop_reason", stop_reason: "end_turn" },
				usage: { message_type: "usage_statistics", total_tokens: 10 },
			};
		}
		sendJson(response, 404, { detail: "no such agent" });
		return undefined;
	};
	return { answer, agents };
}
