import type { ChatroomEventWire } from "../../src/chatroom/chatroom-wire.js";

/** What is other than before in a user's society; `state`: anything may be, and all is to be asked for anew. */
export type ChatroomNews = ChatroomEventWire | { readonly type: "state" };

const EVERYTHING: ChatroomNews = { type: "state" };

/** An event of the chatroom. One that is not known, or not as it should be, may mean anything. */
export function readNews(type: string, data: unknown): ChatroomNews {
	const fields = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
	const { id, creature_id, is_won, reason } = fields;
	switch (type) {
		case "conversation":
		case "read":
			return typeof id === "string" ? { type, data: { id } } : EVERYTHING;
		case "runaway":
			return typeof creature_id === "string" ? { type, data: { creature_id } } : EVERYTHING;
		case "recovery":
			return typeof creature_id === "string" && typeof is_won === "boolean"
				? { type, data: { creature_id, is_won } }
				: EVERYTHING;
		case "society":
			return reason === "meditation" || reason === "team" || reason === "collection"
				? { type, data: { reason } }
				: EVERYTHING;
		default:
			return EVERYTHING;
	}
}
