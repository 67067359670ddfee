import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { getWSConnectionHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { UserCaller } from "../../http/caller.js";
import { createFloodGate } from "../../http/flood-gate.js";
import { SocketClose, type SocketRoute } from "../../http/socket-route.js";
import { expiry } from "./expiry.js";
import { BEAT_ANSWER_MS, BEAT_MS, MOST_BATCH, MOST_CALL_BYTES } from "./router-limits.js";
import { reportOurs, type TransportDeps } from "./trpc-routes.js";

export interface TrpcSocketDeps extends TransportDeps {
	/** Unix seconds. */
	readonly now: () => number;
}

/** As tRPC's clients understand it: connect anew, and go on. */
const RECONNECT = JSON.stringify({ id: null, method: "reconnect" });

/** `GET /ws/trpc`: the same procedures over a WebSocket, for users by their token in the handshake. */
export function createTrpcSocket(deps: TrpcSocketDeps): SocketRoute {
	// What is asked for a server only names it: sockets come by the edge's own.
	const wss = new WebSocketServer({ noServer: true });
	return {
		path: "/ws/trpc",
		maxMessageBytes: MOST_CALL_BYTES,
		admit: async (req) => {
			const caller = await deps.identities.user(req);
			return (socket, stream) => {
				guard(socket, stream, { caller, now: deps.now });
				serve(socket, stream, { ...deps, wss, req, caller });
				return { goodbye: () => socket.send(RECONNECT) };
			};
		},
	};
}

interface Served extends TrpcSocketDeps {
	readonly wss: WebSocketServer;
	readonly req: IncomingMessage;
	readonly caller: UserCaller;
}

function serve(socket: WebSocket, stream: Duplex, { router, wss, req, caller, onFailure }: Served): void {
	getWSConnectionHandler({
		router,
		wss,
		createContext: () => ({ identify: () => Promise.resolve(caller), hasRoom: () => roomIn(stream) }),
		keepAlive: { enabled: true, pingMs: BEAT_MS, pongWaitMs: BEAT_ANSWER_MS },
		maxBatchSize: MOST_BATCH,
		onError: (failed) => reportOurs(failed, onFailure),
	})(socket, req);
}

/** Closes a socket whose token ends or that sends too much, and does not listen to who does not take the answers. */
function guard(
	socket: WebSocket,
	stream: Duplex,
	{ caller, now }: { readonly caller: UserCaller; readonly now: () => number },
): void {
	const gate = createFloodGate(now);
	const time = expiry(caller.expiresAt, now);
	const expire = (): void => socket.close(SocketClose.Expired, "the token has expired");
	if (time.signal.aborted) expire();
	time.signal.addEventListener("abort", expire);
	socket.on("message", () => {
		if (!gate.admits()) socket.close(SocketClose.TooMany, "too many messages");
		else if (stream.writableNeedDrain) socket.pause();
	});
	stream.on("drain", () => socket.resume());
	socket.once("close", time.stop);
}

/** Resolves when a connection takes more, or is gone. */
function roomIn(stream: Duplex): Promise<void> {
	if (!stream.writableNeedDrain || stream.destroyed) return Promise.resolve();
	return new Promise((resolve) => {
		const done = (): void => {
			stream.off("drain", done);
			stream.off("close", done);
			resolve();
		};
		stream.on("drain", done);
		stream.on("close", done);
	});
}
