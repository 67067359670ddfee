import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import helmet from "helmet";
import type { ChatroomEventWire, ConversationWire } from "../../src/chatroom/chatroom-wire.js";
import type { StandInSociety } from "./chatroom-society.js";
import { sendJson } from "./send-json.js";
import { sendPage } from "./send-page.js";

export interface ChatroomServerOptions {
	/** Folder of the built pages. */
	readonly pages: string;
	/** By user id. */
	readonly societies: ReadonlyMap<string, StandInSociety>;
	/** Unix seconds at which they talk next. */
	readonly nextRunAt: number;
}

export interface ChatroomServer {
	readonly url: string;
	/** Requests of the API as they came: method, path, and body where there was one. */
	readonly requests: readonly string[];
	/** Tells a user who follows that something is other than before. */
	readonly tell: (userId: string, event: ChatroomEventWire) => void;
	/** Answers every request of the API with this, in place of what it asks for. */
	answer: { readonly status: number; readonly detail: string } | undefined;
	readonly stop: () => Promise<void>;
}

interface Asked {
	readonly society: StandInSociety | undefined;
	readonly userId: string;
	readonly body: Readonly<Record<string, unknown>>;
	readonly query: URLSearchParams;
}

type Answer = readonly [status: number, body: object | undefined];

const problem = (status: number, detail: string): Answer => [status, { status, detail }];
const NONE = problem(404, "There is no such thing.");

function summaryOf({ messages: _, ...summary }: ConversationWire): object {
	return summary;
}

async function bodyOf(req: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
	let text = "";
	for await (const chunk of req) text += String(chunk);
	return text === "" ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
}

/** Speaks the chatroom's API for societies in memory, on 127.0.0.1. A user's token is their id. */
export async function startChatroomServer(options: ChatroomServerOptions): Promise<ChatroomServer> {
	const { pages, societies, nextRunAt } = options;
	const requests: string[] = [];
	const followers = new Map<ServerResponse, string>();
	const secure = helmet({ strictTransportSecurity: false });
	let told = 0;

	function tell(userId: string, { type, data }: ChatroomEventWire): void {
		told += 1;
		for (const [res, follower] of followers) {
			if (follower === userId) res.write(`event: ${type}\nid: e:${told}\ndata: ${JSON.stringify(data)}\n\n`);
		}
	}

	const society = (userId: string): void => tell(userId, { type: "society", data: { reason: "collection" } });

	const routes: Readonly<Record<string, (asked: Asked, id: string) => Answer>> = {
		"GET conversations": ({ society, query }) => {
			const from = Number(query.get("cursor") ?? 0);
			const to = from + Number(query.get("limit"));
			const all = society?.conversations() ?? [];
			const page = all.slice(from, to).map(summaryOf);
			return [200, { conversations: page, next_cursor: to < all.length ? String(to) : null }];
		},
		"GET conversation": ({ society }, id) => {
			const found = society?.conversations().find((one) => one.id === id);
			return found ? [200, found] : NONE;
		},
		"POST mark-read": ({ society, userId }, id) => {
			if (!society?.markRead(id)) return NONE;
			tell(userId, { type: "read", data: { id } });
			return [204, undefined];
		},
		"GET runaways": ({ society }) => [
			200,
			{ coins: society?.moods(nextRunAt).coins ?? 0, runaways: society?.runaways() ?? [] },
		],
		"GET moods": ({ society }) => [
			200,
			society?.moods(nextRunAt) ?? {
				coins: 0,
				chatlings: [],
				counts: { happy: 0, neutral: 0, unhappy: 0 },
				next_run_at: nextRunAt,
			},
		],
		"GET unread": ({ society }) => [
			200,
			{
				conversations: society?.conversations().filter((one) => !one.is_read).length ?? 0,
				notifications: [],
			},
		],
		"POST recover": ({ society, userId, body }, id) => {
			const outcome = society?.recover(id, Number(body["attempt"]));
			if (outcome === "payment") return problem(402, "There are not enough coins to try it.");
			if (!outcome) return NONE;
			tell(userId, { type: "recovery", data: { creature_id: id, is_won: outcome.is_won } });
			return [200, outcome];
		},
		"POST meditate": ({ society: mine, userId, body }, id) => {
			if (!mine?.alter(id, { isMeditating: body["meditating"] === true })) return NONE;
			society(userId);
			return [200, mine.moods(nextRunAt)];
		},
		"PUT team": ({ society: mine, userId, body }) => {
			mine?.chooseTeam(body["creature_ids"] as readonly string[]);
			society(userId);
			return [200, mine?.moods(nextRunAt)];
		},
	};

	function follow(res: ServerResponse, userId: string): void {
		res.writeHead(200, { "content-type": "text/event-stream" });
		res.write(`event: state\nid: e:${told}\ndata: {}\n\n`);
		followers.set(res, userId);
		res.on("close", () => followers.delete(res));
	}

	async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const url = new URL(req.url ?? "/", "http://x");
		secure(req, res, () => undefined);
		if (url.pathname === "/dev/token") {
			return void sendJson(res, 200, { token: String((await bodyOf(req))["userId"]) });
		}
		if (sendPage(res, url.pathname, { pages, paths: ["/chatroom", "/experience"] })) return;
		const [, name = "", id = ""] = /^\/api\/chatroom\/([^/]+)(?:\/(.+))?$/.exec(url.pathname) ?? [];
		const body = await bodyOf(req);
		const userId = (req.headers.authorization ?? "").replace("Bearer ", "");
		requests.push(
			[req.method, url.pathname, ...(id && req.method === "POST" ? [JSON.stringify(body)] : [])].join(" "),
		);
		const [status, answer] = ((): Answer => {
			if (state.answer) return problem(state.answer.status, state.answer.detail);
			if (userId === "" || userId === "refused") return problem(401, "The token is not valid here.");
			const asked = { society: societies.get(userId), userId, body, query: url.searchParams };
			return routes[`${req.method} ${name}`]?.(asked, decodeURIComponent(id)) ?? NONE;
		})();
		if (name === "events" && !state.answer && status !== 401) return follow(res, userId);
		if (answer) sendJson(res, status, answer);
		else res.writeHead(status).end();
	}

	const server = createServer((req, res) => void serve(req, res));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const state: ChatroomServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		tell,
		answer: undefined,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return state;
}
