import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { pino } from "pino";
import { loadConfig } from "../../src/config/config.js";
import { createTokens } from "../../src/http/tokens.js";
import { startServer } from "../../src/http/serve.js";
import { formatCursor } from "../../src/log/cursor.js";
import { createService } from "../../src/service.js";
import { worldTopic } from "../../src/worlds/restore-world.js";
import type { TickServer } from "./servers.js";

const WORLD = "bench";

/** How a reader asks. */
export type Door = "sse" | "socket";

/** The whole service as it runs in production: keys and tokens, rate limit, metrics, cursors, and every door. */
export interface Product extends TickServer {
	/** The request of an authenticated reader who goes on from the head. */
	readonly request: (door: Door) => Promise<string>;
	/** Of the newest tick. */
	readonly cursor: () => Promise<string>;
	/** Times that the doors have read the log's history for readers who were behind. */
	readonly historyReads: () => number;
	/** Cuts every connection. */
	readonly cutAll: () => void;
	/** So many ticks, one after the other; resolves when the log holds them. */
	readonly ticks: (count: number) => Promise<void>;
}

/**
 * Starts the service over a log in memory, so that what is measured is the door and not the disk. `data` is the
 * entry of each tick; `firstOffset` keeps the digits of ids, and so the bytes, the same.
 */
export async function startProduct(data: string, firstOffset: number): Promise<Product> {
	const secret = randomBytes(32).toString("hex");
	const config = loadConfig({
		NODE_ENV: "production",
		LOG_ENGINE: "memory",
		HOST: "127.0.0.1",
		PORT: "0",
		GAME_API_KEY: "key",
		JWT_SECRET: secret,
		RATE_LIMIT_PER_MINUTE: "10000000",
	});
	const logger = pino({ level: "silent" });
	const service = await createService({ config, logger, version: "0.0.0" });
	const server = await startServer({ ...service, config, logger });
	// Upgraded sockets are no longer the server's to close.
	const sockets = new Set<Socket>();
	server.server.on("connection", (socket: Socket) => {
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
	});
	const topic = worldTopic(WORLD);
	const cursor = async (): Promise<string> => formatCursor(await service.log.head(topic));
	const entry = { type: "snapshot", data };
	await service.log.append(
		topic,
		Array.from({ length: firstOffset }, () => entry),
	);
	const tokens = createTokens({ source: { kind: "secret", secret } });
	const { token } = await tokens.issue!({ userId: "reader", roles: [] }, 3600);

	return {
		port: server.port,
		tick: () => void service.log.append(topic, [entry]),
		async ticks(count) {
			for (let tick = 0; tick < count; tick++) await service.log.append(topic, [entry]);
		},
		framed: () => service.doors.counts().framed,
		cursor,
		historyReads: () => service.doors.counts().reads,
		cutAll: () => sockets.forEach((socket) => socket.destroy()),
		async request(door) {
			const query = `world=${WORLD}&cursor=${encodeURIComponent(await cursor())}`;
			const head = ["Host: 127.0.0.1", `Authorization: Bearer ${token}`];
			if (door === "sse") return httpRequest(`/events?${query}`, [...head, "Accept: text/event-stream"]);
			return httpRequest(`/ws/world?${query}`, [...head, ...SOCKET_HEADERS]);
		},
		close: async () => void (await server.close()),
	};
}

/** Of a handshake (RFC 6455); the key's value is of no matter here. */
export const SOCKET_HEADERS: readonly string[] = [
	"Connection: Upgrade",
	"Upgrade: websocket",
	"Sec-WebSocket-Version: 13",
	"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

export function httpRequest(path: string, headers: readonly string[]): string {
	return [`GET ${path} HTTP/1.1`, ...headers, "", ""].join("\r\n");
}
