import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { TurnAction } from "../../src/encounters/engine/commands.js";
import type { WholeService } from "../whole-service.js";

interface Call {
	readonly id: number;
	readonly method: "subscription" | "mutation";
	readonly params: { readonly input: { readonly roomId: string; readonly action: TurnAction } };
}

interface BareTable {
	readonly sockets: Set<{ readonly socket: WebSocket; readonly id: number }>;
	offset: number;
}

/**
 * Rooms as a first draft has them: a bare server of `ws` that believes whatever comes and hands it on to all in the
 * room. No rules, nothing is checked, saved or kept from anybody.
 */
export async function startBareTables(): Promise<WholeService> {
	const tables = new Map<string, BareTable>();
	const server = createHttpServer();
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const taken = new WebSocketServer({ server, perMessageDeflate: false });

	function answer(socket: WebSocket, { id, method, params: { input } }: Call): void {
		const { roomId, action } = input;
		const table = tables.get(roomId) ?? { sockets: new Set(), offset: 0 };
		tables.set(roomId, table);
		const data = (to: number, what: object): string =>
			JSON.stringify({ id: to, result: { type: "data", data: what } });
		if (method === "subscription") {
			table.sockets.add({ socket, id });
			return socket.send(data(id, { id: "bare:0", data: { type: "view", view: {} } }));
		}
		table.offset += 1;
		const cursor = `bare:${table.offset}`;
		const { entityId, position } = action;
		const delta = { type: "participant", entityId, changes: { position } };
		const events = [{ type: "STATE_DELTA", at: Date.now() / 1000, delta }];
		for (const one of table.sockets)
			one.socket.send(data(one.id, { id: cursor, data: { type: "news", events } }));
		socket.send(data(id, { ok: true, cursor }));
	}

	taken.on("connection", (socket) => {
		socket.on("message", (bytes: Buffer) => answer(socket, JSON.parse(bytes.toString("utf8")) as Call));
	});
	return {
		port: (server.address() as AddressInfo).port,
		async close() {
			for (const socket of taken.clients) socket.terminate();
			taken.close();
			server.close();
		},
	};
}
