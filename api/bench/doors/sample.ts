import { connect } from "node:net";
import type { TickServer } from "./servers.js";

export const SSE_GREETING_END = "retry: 1000\n\n";
export const SOCKET_GREETING_END = "\r\n\r\n";

/** Longer than a tick takes to arrive on an idle machine, many times over. */
const SILENCE_MS = 300;

/** The bytes that one tick brings to a reader who asks so. */
export function sampleFrame(
	server: TickServer,
	{ request, greetingEnd }: { readonly request: string; readonly greetingEnd: string },
): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const socket = connect(server.port, "127.0.0.1");
		let received = Buffer.alloc(0);
		let greeted = false;
		socket.on("error", reject);
		socket.write(request);
		socket.on("data", (chunk) => {
			received = Buffer.concat([received, chunk]);
			const end = greeted ? -1 : received.indexOf(greetingEnd);
			if (end < 0) return;
			greeted = true;
			received = received.subarray(end + greetingEnd.length);
			server.tick();
			setTimeout(() => {
				socket.destroy();
				resolve(received);
			}, SILENCE_MS);
		});
	});
}

/** The payload of one unmasked frame of a WebSocket (RFC 6455) of 126 bytes to 64 KiB. */
export function payloadOf(frame: Buffer): string {
	if (frame[1] !== 126 || frame.readUInt16BE(2) !== frame.length - 4) {
		throw new Error("this is not one frame of a WebSocket");
	}
	return frame.subarray(4).toString();
}
