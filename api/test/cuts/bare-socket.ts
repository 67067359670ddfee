import { WebSocket, type RawData } from "ws";
import type { BareDoor, BareEnd } from "./bare-doors.js";
import type { SentEvent } from "./world-ledger.js";

/** The length of a binary message's header stands before it. */
const LENGTH_BYTES = 2;

interface Message {
	readonly event?: string;
	readonly id?: string;
	readonly data?: unknown;
}

/** A message as documented: JSON; or the length of JSON, the JSON, and packed moves. */
function readMessage(bytes: Buffer, isBinary: boolean): SentEvent {
	const end = isBinary ? LENGTH_BYTES + bytes.readUInt16LE(0) : bytes.length;
	const text = bytes.toString("utf8", isBinary ? LENGTH_BYTES : 0, end);
	const { event = "", id, data } = JSON.parse(text) as Message;
	return { event, id, data: JSON.stringify(data ?? null), ...(isBinary && { packed: bytes.subarray(end) }) };
}

function bytesOf(data: RawData): Buffer {
	if (Array.isArray(data)) return Buffer.concat(data);
	return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/** A world at a WebSocket. */
export const socketDoor: BareDoor = (connection) => {
	const { port, world, cast, query, token, ledger, leaveAfter, onBytes, onSign, signal } = connection;
	const cursor = ledger.cursor();
	const asked = new URLSearchParams({ world, cast, ...query, ...(cursor !== undefined && { cursor }) });
	ledger.begin();
	return new Promise((resolve) => {
		let end: BareEnd = "ended";
		let bytes = 0;
		const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/world?${asked.toString()}`, "earshot.v1", {
			headers: { authorization: `Bearer ${token}` },
		});
		const leave = (): void => socket.terminate();
		signal.addEventListener("abort", leave, { once: true });
		socket.on("message", (data, isBinary) => {
			const message = bytesOf(data);
			onBytes();
			onSign();
			ledger.take(readMessage(message, isBinary));
			bytes += message.length;
			if (bytes < leaveAfter) return;
			end = "left";
			socket.terminate();
		});
		socket.on("ping", onBytes);
		socket.on("unexpected-response", (request, { statusCode }) => {
			if (statusCode === 401) end = "refused";
			else if (statusCode !== 429 && statusCode !== 503)
				ledger.fault(`the socket was answered ${statusCode}`);
			request.destroy();
		});
		// What breaks a connection is one of the cuts this is made for; `close` follows.
		socket.on("error", () => undefined);
		socket.on("close", (code) => {
			signal.removeEventListener("abort", leave);
			if (code === 4401) end = "refused";
			resolve(end);
		});
	});
};
