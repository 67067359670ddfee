import { once } from "node:events";
import { createServer as createHttpServer, type ServerResponse } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** Something that sends one tick to all of its readers. */
export interface TickServer {
	readonly port: number;
	readonly tick: () => void;
	/** Frames made so far. */
	readonly framed: () => number;
	readonly close: () => Promise<void>;
}

async function listening(server: Server): Promise<number> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return (server.address() as AddressInfo).port;
}

/** The same bytes written to as many sockets by a bare loop: no HTTP, nothing known of readers. */
export async function startRawSockets(frame: Buffer): Promise<TickServer> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		socket.setNoDelay(true);
		socket.on("error", () => socket.destroy());
		socket.on("close", () => sockets.delete(socket));
		socket.resume();
		sockets.add(socket);
	});
	return {
		port: await listening(server),
		tick: () => {
			for (const socket of sockets) socket.write(frame);
		},
		framed: () => 0,
		async close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

/** Server-sent events as a first draft has them: Node's own server and a loop, no credentials, no cursors. */
export async function startBareSse(frame: Buffer): Promise<TickServer> {
	const readers = new Set<ServerResponse>();
	const server = createHttpServer((_req, res) => {
		res.useChunkedEncodingByDefault = false;
		res.writeHead(200, { "Content-Type": "text/event-stream", Connection: "close" });
		res.write("retry: 1000\n\n");
		readers.add(res);
		res.on("close", () => readers.delete(res));
	});
	return {
		port: await listening(server),
		tick: () => {
			for (const reader of readers) reader.write(frame);
		},
		framed: () => 0,
		async close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A bare server of `ws` and a loop, no credentials, no cursors. */
export async function startBareWs(message: string): Promise<TickServer> {
	const sockets = new Set<WebSocket>();
	const server = createHttpServer();
	const port = await listening(server);
	const taken = new WebSocketServer({ server, perMessageDeflate: false });
	taken.on("connection", (socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		socket.on("error", () => socket.terminate());
	});
	return {
		port,
		tick: () => {
			for (const socket of sockets) socket.send(message);
		},
		framed: () => 0,
		async close() {
			for (const socket of sockets) socket.terminate();
			taken.close();
			server.close();
		},
	};
}
