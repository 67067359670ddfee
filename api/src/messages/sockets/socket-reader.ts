import type { WebSocket } from "ws";
import type { FollowDoor } from "../../doors/doors.js";
import type { FreshState, Following, ResetReason } from "../../doors/follow.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";
import type { TopicView } from "../../doors/topic-view.js";
import { SocketClose } from "../../http/socket-route.js";
import { formatCursor } from "../../log/cursor.js";

/** Unsent bytes at which a reader is given nothing more until it has taken some. */
const FULL_BYTES = 256 * 1024;

export interface SocketReaderOptions {
	readonly door: FollowDoor;
	readonly view: TopicView;
	/** The cursor to go on after, as the reader gave it. */
	readonly wanted: string | undefined;
	/** The message for an entry, or undefined where it is not for this reader. */
	readonly message: (frame: ReadyFrame) => string | undefined;
	/** The message for fresh state, or undefined where this reader needs none. */
	readonly fresh: (state: FreshState, reset: ResetReason | undefined) => string | undefined;
	readonly onFailure: (error: unknown) => void;
	/** Seconds for which a reader may take nothing. */
	readonly blockedSeconds: number;
}

/** One topic, followed for the reader at a socket. */
export interface SocketReader {
	/** Everything up to here was sent or is not for it, in its wire form; undefined before the first state. */
	readonly cursor: () => string | undefined;
	readonly stop: () => void;
}

/** Sends what a topic brings to a socket, as fast as it is taken; one that takes nothing is closed. */
export function readToSocket(socket: WebSocket, options: SocketReaderOptions): SocketReader {
	const { door, view, wanted, message, fresh, onFailure, blockedSeconds } = options;
	let blocked: NodeJS.Timeout | undefined;

	function isFull(): boolean {
		return socket.bufferedAmount > FULL_BYTES;
	}

	function sent(): void {
		if (blocked === undefined || isFull()) return;
		clearTimeout(blocked);
		blocked = undefined;
		following.resume();
	}

	function send(text: string | undefined): boolean {
		if (text === undefined) return true;
		socket.send(text, sent);
		if (!isFull()) return true;
		blocked ??= setTimeout(() => {
			socket.close(SocketClose.TooSlow, "too slow");
			// Who takes nothing does not take the goodbye either.
			socket.terminate();
		}, blockedSeconds * 1000);
		return false;
	}

	const following: Following = door.follow(view, wanted, {
		frame: (frame) => send(message(frame)),
		state: (state, reset) => send(fresh(state, reset)),
		caughtUp: () => undefined,
		failed: (error) => {
			onFailure(error);
			socket.close(SocketClose.Failed, "failed");
		},
	});

	return {
		cursor: () => {
			const cursor = following.cursor();
			return cursor && formatCursor(cursor);
		},
		stop: () => {
			clearTimeout(blocked);
			following.stop();
		},
	};
}
