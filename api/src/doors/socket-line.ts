import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { SocketClose } from "../http/socket-route.js";
import type { FollowDoor } from "./doors.js";
import type { FreshState, ResetReason } from "./follow.js";
import type { CloseReason, Line } from "./line.js";
import type { Reader, ReaderOptions } from "./reader.js";
import type { ReadyFrame } from "./ready-frame.js";
import { socketFrame } from "./socket-frame.js";

/** What the reader at a socket is told, in the words of its address; undefined where it is told nothing. */
export interface SocketWords {
	/** Text, or a whole WebSocket frame that many readers share. */
	readonly frame: (frame: ReadyFrame) => Buffer | string | undefined;
	readonly state: (state: FreshState, reset: ResetReason | undefined) => readonly string[];
	readonly close: (reason: CloseReason, id: string | undefined) => string | undefined;
	/** A sign of life; readers that do not see the socket's own pings, as those in browsers, wait for one. */
	readonly beat?: (id: string | undefined) => Buffer | string;
	/** The reader has been told everything there is; more comes when there is more. */
	readonly caughtUp?: () => void;
}

const CLOSE_CODES: Readonly<Record<CloseReason, number>> = {
	draining: SocketClose.Draining,
	expired: SocketClose.Expired,
	too_slow: SocketClose.TooSlow,
	failed: SocketClose.Failed,
};

/** An open WebSocket, and the stream below it. */
export interface OpenSocket {
	readonly socket: WebSocket;
	readonly stream: Duplex;
}

/** Follows a topic for the reader at a socket, until the socket is closed. */
export function readToSocket(
	open: OpenSocket,
	options: Omit<ReaderOptions, "line"> & { readonly door: FollowDoor; readonly words: SocketWords },
): Reader {
	const { door, words, ...rest } = options;
	const reader = door.follow({ ...rest, line: new SocketLine(open, words) });
	open.stream.on("drain", () => reader.resumed());
	open.socket.once("close", () => reader.left());
	return reader;
}

/** The line of a reader at a socket. Whoever makes it tells the reader of room and of the end, as `readToSocket` does. */
export class SocketLine implements Line {
	readonly kind = "sockets";

	constructor(
		private readonly to: OpenSocket,
		private readonly words: SocketWords,
	) {}

	isOpen(): boolean {
		return true;
	}

	open(): void {
		this.words.caughtUp?.();
	}

	frame(frame: ReadyFrame): boolean {
		return this.send(this.words.frame(frame));
	}

	state(state: FreshState, reset: ResetReason | undefined): boolean {
		return this.words.state(state, reset).every((text) => this.send(text));
	}

	beat(id: string | undefined): boolean {
		return this.send(this.words.beat?.(id));
	}

	refuse(): void {
		// A socket that is open is closed with a reason instead.
	}

	close(reason: CloseReason, id: string | undefined): void {
		this.send(this.words.close(reason, id));
		this.to.socket.close(CLOSE_CODES[reason], reason);
	}

	cut(): void {
		this.to.socket.terminate();
	}

	/**
	 * Goes to the stream itself, head and text as one write: nothing is compressed, so that `ws` holds nothing back which
	 * it could overtake, and its own `send` makes two chunks of each message, and the same head again for each reader.
	 */
	private send(message: Buffer | string | undefined): boolean {
		const { socket, stream } = this.to;
		if (message === undefined) return true;
		if (socket.readyState !== socket.OPEN) return false;
		stream.write(typeof message === "string" ? socketFrame(message) : message);
		return !stream.writableNeedDrain;
	}
}
