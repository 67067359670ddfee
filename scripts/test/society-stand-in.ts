import { createHash } from "node:crypto";
import type { PlaceChatlingWire, UserChatlingsWire } from "../../game/src/shared/wire/index.js";
import type { StandIn } from "./recorder.js";

const PATH = "/v1/chatroom/chatlings";

/** What each user's society is when it is asked of for the `round`th time, from 1. */
export type Societies = (userId: string, round: number) => Omit<UserChatlingsWire, "user_id">;

/** A request for chatlings, and how it was answered. */
export interface AskedChatlings {
	readonly users: readonly string[];
	readonly status: number;
}

/** A chatling as the backend tells of it. */
export function chatling(id: string, changes: Partial<PlaceChatlingWire> = {}): PlaceChatlingWire {
	return {
		creature_id: id,
		name: `Pet ${id}`,
		personality: "shy",
		persona: `Is ${id}, and shy.`,
		mood: "neutral",
		...changes,
	};
}

/** Answers for the chatroom as the backend does, of societies that change from question to question. */
export function societyStandIn(societies: Societies): {
	readonly standIn: StandIn;
	readonly asked: readonly AskedChatlings[];
} {
	const rounds = new Map<string, number>();
	const asked: AskedChatlings[] = [];
	const standIn: StandIn = ({ path, query, headers }) => {
		if (path !== PATH) return undefined;
		const users = (query.get("users") ?? "").split(",");
		const body = JSON.stringify({
			users: users.map((userId) => {
				const round = (rounds.get(userId) ?? 0) + 1;
				rounds.set(userId, round);
				return { user_id: userId, ...societies(userId, round) };
			}),
		});
		const etag = `W/"${createHash("sha1").update(body).digest("base64url")}"`;
		const status = headers["if-none-match"] === etag ? 304 : 200;
		asked.push({ users, status });
		const type = { "content-type": "application/json" };
		return { status, headers: { etag, ...(status === 200 && type) }, body: status === 200 ? body : "" };
	};
	return { standIn, asked };
}
