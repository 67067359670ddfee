import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** A socket that has been opened, and what its service can do about its end. */
export interface ServedSocket {
	/** The service is going away: says what the other side needs to come back. The socket is closed after it. */
	readonly goodbye: () => void;
}

/**
 * Serves a socket that has been opened. `stream` is the connection below it: whole frames may be written to it, as
 * nothing is compressed, and it tells when there is room again.
 */
export type ServeSocket = (socket: WebSocket, stream: Duplex) => ServedSocket;

/** One address at which WebSockets are taken. */
export interface SocketRoute {
	/** The whole path, such as `/clusters/inbound`. */
	readonly path: string;
	/** Bytes of the largest message taken; the connection of who sends more is closed with 1009. */
	readonly maxMessageBytes: number;
	/**
	 * Decides on a request before its handshake: rejects (a Refusal is answered as HTTP), or gives what serves the
	 * socket once it is open.
	 */
	readonly admit: (req: IncomingMessage, address: URL) => Promise<ServeSocket>;
}

/** Why we close a socket, beyond the codes of the protocol itself (RFC 6455 leaves 4000 to 4999 to us). */
export const SocketClose = {
	/** We are going away: come back with the cursor of the last message. */
	Draining: 1001,
	/** It took nothing for too long: come back with the cursor of the last message. */
	TooSlow: 4008,
	/** It sent more messages than anybody honest does. */
	TooMany: 4029,
	/** Its token has ended: come back with another, and the cursor of the last message. */
	Expired: 4401,
	/** Something broke here, and is logged: come back with the cursor of the last message. */
	Failed: 1011,
} as const;
