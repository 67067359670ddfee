import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import { SOCKET_BEAT_MS, SOCKET_GOODBYE_MS } from "../config/limits.js";
import { inTurns } from "../log/in-turns.js";
import { checkOrigin } from "./check-origin.js";
import { answerError } from "./errors.js";
import { rawAnswer } from "./raw-answer.js";
import { Refusal } from "./refusal.js";
import { type ServedSocket, SocketClose, type SocketRoute } from "./socket-route.js";
import { pickProtocol } from "./socket-protocol.js";

export interface SocketsOptions {
	readonly routes: readonly SocketRoute[];
	/** Origins whose pages may open sockets, beside our own. */
	readonly origins: readonly string[];
	readonly logger: Logger;
	/** Milliseconds between two signs of life. */
	readonly beatMs?: number;
}

/** All WebSockets of this process. */
export interface Sockets {
	/** Takes the server's upgrades from now on. */
	readonly attach: (server: Server) => void;
	/** Open now. */
	readonly count: () => number;
	/** Refuses new ones, says goodbye to those that are open, and closes them. */
	readonly close: () => Promise<void>;
}

interface Open {
	readonly socket: WebSocket;
	readonly served: ServedSocket;
	isAlive: boolean;
}

/** @throws Refusal `malformed`. The error of its own that it is instead of one holds the address, and what is in its query. */
function addressOf({ url = "/" }: IncomingMessage): URL {
	const base = "http://socket.invalid";
	if (URL.canParse(url, base)) return new URL(url, base);
	throw new Refusal("malformed", "The address cannot be read.");
}

/** Everything that WebSockets of any kind have in common: the handshake, signs of life, and the end. */
export function createSockets({ routes, origins, logger, beatMs = SOCKET_BEAT_MS }: SocketsOptions): Sockets {
	const byPath = new Map(
		routes.map((route) => [
			route.path,
			{
				route,
				// Compression costs more memory per connection than the small messages here would save in bytes.
				server: new WebSocketServer({
					noServer: true,
					maxPayload: route.maxMessageBytes,
					perMessageDeflate: false,
					handleProtocols: pickProtocol,
				}),
			},
		]),
	);
	const open = new Set<Open>();
	let closing: Promise<void> | undefined;

	let beating: NodeJS.Timeout | undefined;

	/** Who did not answer the last ping is gone, though the network has not said so. */
	function beat(): void {
		void inTurns(open, (one) => {
			if (!one.isAlive) one.socket.terminate();
			one.isAlive = false;
			one.socket.ping();
		});
	}

	function keep(socket: WebSocket, served: ServedSocket): void {
		socket.on("error", (error) => logger.debug({ err: error }, "a socket failed"));
		const one: Open = { socket, served, isAlive: true };
		open.add(one);
		socket.on("pong", () => (one.isAlive = true));
		socket.once("close", () => open.delete(one));
	}

	async function upgrade(req: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
		const address = addressOf(req);
		const known = byPath.get(address.pathname);
		if (!known) throw new Refusal("not_found", "No WebSocket is taken at this address.");
		checkOrigin(req, origins);
		const serve = closing ? undefined : await known.route.admit(req, address);
		// Also where the end began meanwhile: who came in then would hear no goodbye.
		if (!serve || closing) throw new Refusal("unavailable", "shutting down", { retryAfterSeconds: 1 });
		if (stream.destroyed) return;
		known.server.handleUpgrade(req, stream, head, (socket) => keep(socket, serve(socket, stream)));
	}

	async function closeAll(): Promise<void> {
		clearInterval(beating);
		const gone = [...open].map(async ({ socket, served }) => {
			const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
			served.goodbye();
			socket.close(SocketClose.Draining, "draining");
			await closed;
		});
		const cut = setTimeout(() => {
			for (const { socket } of open) socket.terminate();
		}, SOCKET_GOODBYE_MS);
		await Promise.all(gone);
		clearTimeout(cut);
	}

	return {
		attach: (server) => {
			beating = setInterval(beat, beatMs);
			server.on("upgrade", (req: IncomingMessage, stream: Duplex, head: Buffer) => {
				stream.on("error", () => stream.destroy());
				upgrade(req, stream, head).catch((error: unknown) => {
					const answer = answerError(error);
					if (answer.ours) logger.error({ err: error }, "a handshake failed");
					stream.end(rawAnswer(answer));
				});
			});
		},
		count: () => open.size,
		close: () => (closing ??= closeAll()),
	};
}
