import { createFloodGate } from "../http/flood-gate.js";
import { SocketClose, type ServeSocket } from "../http/socket-route.js";
import { formatCursor } from "../log/cursor.js";
import type { FollowDoor } from "./doors.js";
import type { ReaderOptions } from "./reader.js";
import { socketMessage } from "./ready-frame.js";
import { readToSocket, type SocketWords } from "./socket-line.js";

export interface SocketDoorOptions extends Omit<ReaderOptions, "line"> {
	readonly door: FollowDoor;
	/** Unix seconds. */
	readonly now: () => number;
}

/** The events of SSE, each a message `{"event", "id"?, "data"}`. */
const WORDS: SocketWords = {
	frame: (frame) => frame.socket(),
	state: ({ cursor, data }, reset) => {
		const state = socketMessage({ event: "state", id: formatCursor(cursor), data });
		if (reset === undefined) return [state];
		// No id on the reset: cut off between the two, the reader must ask for the state again.
		return [socketMessage({ event: "reset", data: JSON.stringify({ reason: reset }) }), state];
	},
	close: (reason, id) =>
		socketMessage({ event: "close", ...(id !== undefined && { id }), data: JSON.stringify({ reason }) }),
};

/**
 * Serves a reader of one topic at a WebSocket. What it says is not listened to, so that later readers may say more;
 * one who says more than anybody honest is closed.
 */
export function serveSocket({ door, now, ...options }: SocketDoorOptions): ServeSocket {
	return (socket, stream) => {
		const reader = readToSocket({ socket, stream }, { ...options, door, words: WORDS });
		let gate: ReturnType<typeof createFloodGate> | undefined;
		socket.on("message", () => {
			gate ??= createFloodGate(now);
			if (!gate.admits()) socket.close(SocketClose.TooMany, "too many messages");
		});
		return { goodbye: () => reader.drain() };
	};
}
