import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { asMessages, catchUp, messageText, type Reader } from "./reader.js";

const PROTOCOL = "earshot.v1";

export interface ProtocolSocketsOptions {
	readonly readerAt: (url: URL) => Reader;
	readonly admit: (offered: readonly string[], url: URL) => boolean;
}

export interface ProtocolSockets {
	readonly cut: () => void;
	readonly closeAll: (reason: string, code: number) => void;
}

function serve(socket: WebSocket, reader: Reader): void {
	let { cursor } = reader;
	const pump = (): void => {
		const next = catchUp({ ...reader, cursor });
		for (const message of asMessages(next)) socket.send(message);
		({ cursor } = next);
	};
	pump();
	const stopWatching = reader.history.watch(pump);
	socket.on("error", () => undefined);
	socket.on("close", stopWatching);
}

/** The door `/ws/world` of the stand-in. */
export function createProtocolSockets(
	server: Server,
	{ readerAt, admit }: ProtocolSocketsOptions,
): ProtocolSockets {
	const sockets = new WebSocketServer({
		noServer: true,
		handleProtocols: (offered) => offered.has(PROTOCOL) && PROTOCOL,
	});
	server.on("upgrade", (req: IncomingMessage, stream: Duplex, head: Buffer) => {
		stream.on("error", () => stream.destroy());
		const url = new URL(req.url ?? "/", "http://127.0.0.1");
		const offered = (req.headers["sec-websocket-protocol"] ?? "").split(/, ?/);
		if (!admit(offered, url)) return void stream.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
		sockets.handleUpgrade(req, stream, head, (socket) => serve(socket, readerAt(url)));
	});
	return {
		cut() {
			for (const socket of sockets.clients) socket.terminate();
		},
		closeAll(reason, code) {
			for (const socket of sockets.clients) {
				socket.send(messageText("close", JSON.stringify({ reason })));
				socket.close(code, reason);
			}
		},
	};
}
