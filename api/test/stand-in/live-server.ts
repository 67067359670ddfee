import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import helmet from "helmet";
import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { Result } from "../../src/encounters/engine/state.js";
import type { NewRoom } from "../../web/live/data/live-service.js";
import { sendJson } from "./send-json.js";
import { sendPage } from "./send-page.js";
import { createTable, type StandInTable } from "./table.js";

export interface LiveServer {
	readonly url: string;
	readonly tables: ReadonlyMap<string, StandInTable>;
	/** Opens a room as its DM would. */
	readonly create: (dmId: string, room: NewRoom) => StandInTable;
	/** All that was sent to a user, as text: frames and answers. */
	readonly sentTo: (userId: string) => string;
	/** Users whose connections are cut, and who are let in no more while they are here. */
	readonly away: Set<string>;
	readonly cut: (userId: string) => void;
	/** Milliseconds that answers to commands are held back, so that what is foreseen can be seen. */
	holdMs: number;
	readonly stop: () => Promise<void>;
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
	let text = "";
	for await (const chunk of req) text += String(chunk);
	return text === "" ? {} : JSON.parse(text);
}

/** Live encounters in memory on the real engine, on 127.0.0.1. A user's token is their id. */
export async function startLiveServer({ pages }: { readonly pages: string }): Promise<LiveServer> {
	const tables = new Map<string, StandInTable>();
	const streams = new Map<ServerResponse, string>();
	const sent = new Map<string, string[]>();
	const away = new Set<string>();
	const secure = helmet({ strictTransportSecurity: false });
	const note = (userId: string, text: string): string => {
		sent.set(userId, [...(sent.get(userId) ?? []), text]);
		return text;
	};

	function create(dmId: string, { participants, ...room }: NewRoom): StandInTable {
		const interactionId = `room-${tables.size + 1}`;
		const by = { kind: "dm", userId: dmId } as const;
		const at = Date.now() / 1000;
		const table = createTable({ ...room, type: "create", interactionId, seed: interactionId, by, at });
		tables.set(interactionId, table);
		for (const participant of participants) table.give(dmId, { type: "addParticipant", participant });
		return table;
	}

	function follow(
		res: ServerResponse,
		table: StandInTable,
		{ userId, after }: { userId: string; after: number | undefined },
	): void {
		const send = (event: string, data: object): void => {
			res.write(note(userId, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
		};
		let entry = after ?? table.state().revision;
		let viewer = JSON.stringify(table.viewerOf(userId));
		const look = (): void => {
			entry = table.state().revision;
			send("view", { entry, viewer: table.viewerOf(userId), view: table.look(userId) });
		};
		res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
		const pump = (): void => {
			const now = JSON.stringify(table.viewerOf(userId));
			// Who becomes a player sees with other eyes.
			if (now !== viewer) {
				viewer = now;
				return look();
			}
			for (const news of table.newsAfter(userId, entry)) {
				entry = news.entry;
				send("news", news);
			}
		};
		if (after === undefined) look();
		else pump();
		table.give(userId, { type: "presence", userId, isConnected: true });
		streams.set(res, userId);
		const stop = table.watch(pump);
		res.on("close", () => {
			stop();
			streams.delete(res);
		});
	}

	async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const url = new URL(req.url ?? "/", "http://x");
		secure(req, res, () => undefined);
		if (url.pathname === "/dev/token") {
			const { userId } = (await bodyOf(req)) as { readonly userId: string };
			return void sendJson(res, 200, { token: userId });
		}
		const path = url.pathname.replace(/^\/live(\/[^/]+)?$/, "/live");
		if (sendPage(res, path, { pages, paths: ["/live", "/chatroom", "/experience"] })) return;
		const userId = (req.headers.authorization ?? "").replace("Bearer ", "");
		if (away.has(userId)) return void res.destroy();
		const [, roomId, rest] = /^\/stand-in\/rooms(?:\/([^/]+)\/(news|commands))?$/.exec(url.pathname) ?? [];
		const table = tables.get(roomId ?? "");
		if (roomId === undefined) {
			if (req.method === "POST") {
				return void sendJson(res, 200, { roomId: create(userId, (await bodyOf(req)) as NewRoom).roomId });
			}
			const rooms = [...tables.values()].map((one) => one.summary());
			return void sendJson(res, 200, {
				rooms: rooms.toSorted((one, other) => other.lastActivity - one.lastActivity),
			});
		}
		if (!table) return void sendJson(res, 404, { detail: "There is no such encounter." });
		const after = url.searchParams.get("after");
		if (rest === "news")
			return follow(res, table, { userId, after: after === null ? undefined : Number(after) });
		const { id, body } = (await bodyOf(req)) as { readonly id: string; readonly body: RoomCommand };
		const result: Result = table.give(userId, body, id);
		setTimeout(() => sendJson(res, 200, result), server.holdMs);
		note(userId, JSON.stringify(result));
	}

	const http = createServer((req, res) => void serve(req, res));
	await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
	const timer = setInterval(() => {
		for (const table of tables.values()) table.expire();
	}, 100);
	const server: LiveServer = {
		url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
		tables,
		create,
		sentTo: (userId) => (sent.get(userId) ?? []).join(""),
		away,
		cut(userId) {
			for (const [res, user] of streams) if (user === userId) res.destroy();
		},
		holdMs: 0,
		async stop() {
			clearInterval(timer);
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};
	return server;
}
