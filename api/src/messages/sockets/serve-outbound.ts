import type { WebSocket } from "ws";
import { type ServedSocket, SocketClose } from "../../http/socket-route.js";
import { problemMessage } from "./answer-frame.js";
import { createFloodGate } from "../../http/flood-gate.js";
import { type OutboundFrame, parseOutboundFrame } from "./socket-frames.js";

/** Messages taken in before the first of them is done: beyond, the sender waits. */
const MAX_WAITING = 64;

export interface OutboundDeps {
	/** Takes a body of `POST /v1/messages`. */
	readonly takeMessages: (body: unknown) => Promise<object>;
	/** Takes a body of `POST /v1/snapshot/game`. */
	readonly takeSnapshot: (body: unknown) => Promise<object>;
	/** Unix seconds. */
	readonly now: () => number;
	readonly onFailure: (error: unknown) => void;
}

/** Serves `/clusters/outbound`: what a game server tells, each message answered, in its order. */
export function serveOutbound(deps: OutboundDeps): (socket: WebSocket) => ServedSocket {
	const { takeMessages, takeSnapshot, now, onFailure } = deps;

	const perform = ({ type, body }: OutboundFrame): Promise<object> =>
		type === "chat" ? takeMessages(body) : takeSnapshot(body);

	async function answer(text: string): Promise<string> {
		let id: OutboundFrame["id"];
		try {
			const frame = parseOutboundFrame(text);
			id = frame.id;
			return JSON.stringify({ type: "ack", ...(id !== undefined && { id }), body: await perform(frame) });
		} catch (error) {
			const problem = problemMessage(error, id);
			if (problem.ours) onFailure(error);
			return problem.text;
		}
	}

	return (socket) => {
		const flood = createFloodGate(now);
		let waiting = 0;
		let tail: Promise<void> = Promise.resolve();

		async function take(text: string): Promise<void> {
			const reply = await answer(text);
			if (socket.readyState === socket.OPEN) socket.send(reply);
			waiting -= 1;
			if (waiting < MAX_WAITING) socket.resume();
		}

		socket.on("message", (data, isBinary) => {
			if (!flood.admits()) return socket.close(SocketClose.TooMany, "too many messages");
			if (isBinary) return socket.close(1003, "text only");
			waiting += 1;
			if (waiting >= MAX_WAITING) socket.pause();
			tail = tail.then(() => take(String(data)));
		});
		return { goodbye: () => socket.send(JSON.stringify({ type: "close", reason: "draining" })) };
	};
}
