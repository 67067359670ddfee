import { WebSocket } from "ws";
import type { ExperienceCommandWire } from "../../../game/src/shared/wire/index.js";
import type { ChannelMessage } from "./channel-message.js";

export interface ChannelAddress {
	readonly port: number;
	readonly experience: string;
	/** Undefined brings no credential. */
	readonly token: string | undefined;
	/** To resume from. */
	readonly cursor?: string | undefined;
}

/** How a connection ended: by a code, or by a status where there was no handshake. */
export interface ChannelEnd {
	readonly code: number;
	readonly reason: string;
	readonly status?: number;
}

export interface ChannelEars {
	readonly onMessage: (message: ChannelMessage) => void;
	readonly onEnd: (end: ChannelEnd) => void;
}

/** One connection of a client. */
export interface Channel {
	/** Cuts it, as a network would. */
	readonly end: () => void;
	/** Whether it was sent: nothing goes into a connection that is not open. */
	readonly send: (command: ExperienceCommandWire) => boolean;
}

/** One whose socket can be had hold of. */
export interface SocketChannel extends Channel {
	readonly socket: WebSocket;
}

/** Of who could not be reached at all. */
const UNREACHED: ChannelEnd = { code: 1006, reason: "" };

/** Path and query of a channel's handshake. */
export function channelPath({ experience, cursor }: Pick<ChannelAddress, "experience" | "cursor">): string {
	const query = new URLSearchParams({ experience, ...(cursor !== undefined && { cursor }) }).toString();
	return `/ws/experience?${query}`;
}

/** Opens one raw connection of the experience channel. It is up to whoever opened it to end it. */
export function openChannel(address: ChannelAddress, { onMessage, onEnd }: ChannelEars): SocketChannel {
	const { port, token } = address;
	let status: number | undefined;
	const socket = new WebSocket(`ws://127.0.0.1:${port}${channelPath(address)}`, {
		perMessageDeflate: false,
		skipUTF8Validation: true,
		...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
	});
	socket.on("message", (data: Buffer) => onMessage(JSON.parse(data.toString("utf8")) as ChannelMessage));
	socket.on("unexpected-response", (request, response) => {
		status = response.statusCode;
		request.destroy();
		// Destroyed before the handshake, the socket says `close` only where it is ended too.
		socket.terminate();
	});
	// What breaks a connection is followed by `close`.
	socket.on("error", () => undefined);
	socket.on("close", (code, reason) =>
		onEnd({ ...UNREACHED, code, reason: reason.toString(), ...(status !== undefined && { status }) }),
	);
	return {
		socket,
		end: () => socket.terminate(),
		send(command) {
			if (socket.readyState !== WebSocket.OPEN) return false;
			socket.send(JSON.stringify(command));
			return true;
		},
	};
}
