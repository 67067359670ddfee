import type {
	ConversationsWire,
	ConversationWire,
	MoodsWire,
	RecoveryWire,
	RunawaysWire,
	RunawayWire,
	UnreadWire,
} from "../../../src/chatroom/chatroom-wire.js";
import { getJson, type GetJsonOptions, sendJson } from "../../access/get-json.js";

/** The chatroom of whoever is signed in. Each call rejects with an `ApiError` where the API says anything but yes. */
export interface ChatroomClient {
	/** Newest first, from a cursor on. */
	readonly conversations: (cursor: string | undefined, signal?: AbortSignal) => Promise<ConversationsWire>;
	readonly conversation: (id: string, signal?: AbortSignal) => Promise<ConversationWire>;
	readonly markRead: (id: string) => Promise<void>;
	readonly runaways: (signal?: AbortSignal) => Promise<RunawaysWire>;
	/** Costs coins. However often the same attempt is asked for, it is made once. */
	readonly recover: (runaway: RunawayWire) => Promise<RecoveryWire>;
	readonly moods: (signal?: AbortSignal) => Promise<MoodsWire>;
	readonly unread: (signal?: AbortSignal) => Promise<UnreadWire>;
	/** Sends an unhappy one to meditation, or calls it back. */
	readonly meditate: (creatureId: string, isMeditating: boolean) => Promise<void>;
	/** Everybody who is in the team. */
	readonly chooseTeam: (creatureIds: readonly string[]) => Promise<void>;
}

/** Conversations of one page of the history. */
export const HISTORY_PAGE = 10;

const BASE = "/api/chatroom";

/** The pages and the API are of one release and one origin: what it answers is taken as it is described. */
export function createChatroomClient(ports: Pick<GetJsonOptions, "access" | "fetch">): ChatroomClient {
	const get = async <T>(path: string, signal: AbortSignal | undefined): Promise<T> =>
		(await getJson(BASE + path, { ...ports, ...(signal && { signal }) })) as T;
	const send = async (method: "POST" | "PUT", path: string, body?: object): Promise<unknown> =>
		sendJson(BASE + path, { ...ports, method, body });
	const named = encodeURIComponent;
	return {
		conversations: (cursor, signal) =>
			get(
				`/conversations?limit=${HISTORY_PAGE}${cursor === undefined ? "" : `&cursor=${named(cursor)}`}`,
				signal,
			),
		conversation: (id, signal) => get(`/conversation/${named(id)}`, signal),
		markRead: async (id) => void (await send("POST", `/mark-read/${named(id)}`)),
		runaways: (signal) => get("/runaways", signal),
		recover: async ({ creature_id, attempts }) =>
			(await send("POST", `/recover/${named(creature_id)}`, { attempt: attempts })) as RecoveryWire,
		moods: (signal) => get("/moods", signal),
		unread: (signal) => get("/unread", signal),
		meditate: async (creatureId, meditating) =>
			void (await send("POST", `/meditate/${named(creatureId)}`, { meditating })),
		chooseTeam: async (creatureIds) => void (await send("PUT", "/team", { creature_ids: creatureIds })),
	};
}
