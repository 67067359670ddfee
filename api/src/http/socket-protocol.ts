import type { IncomingMessage } from "node:http";

/** The subprotocol that we speak. */
export const SOCKET_PROTOCOL = "earshot.v1";

/** Before a token among the subprotocols: a browser cannot send headers with a WebSocket, and addresses are logged. */
const BEARER = "bearer.";

/** A token in base64url and dots fits among subprotocols as it is. */
function offered({ headers }: IncomingMessage): readonly string[] {
	return headers["sec-websocket-protocol"]?.split(",").map((protocol) => protocol.trim()) ?? [];
}

/** The token that a browser offers as a subprotocol; undefined without one. */
export function offeredToken(req: IncomingMessage): string | undefined {
	return offered(req)
		.find((protocol) => protocol.startsWith(BEARER))
		?.slice(BEARER.length);
}

/** Of the subprotocols offered the one to answer with; never a token, and nothing where ours is not among them. */
export function pickProtocol(protocols: ReadonlySet<string>): string | false {
	return protocols.has(SOCKET_PROTOCOL) && SOCKET_PROTOCOL;
}
