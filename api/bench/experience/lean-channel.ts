import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { ChannelMessage } from "../../test/experience/channel-message.js";
import type { Channel, ChannelAddress, ChannelEars } from "../../test/experience/open-channel.js";

const OPCODE_TEXT = 0x1;
const OPCODE_CLOSE = 0x8;
const OPCODE_PING = 0x9;
const OPCODE_PONG = 0xa;
const WHOLE = 0x80;
const MASKED = 0x80;
const MAX_SHORT = 125;
const TWO_BYTES = 126;

const ABNORMAL = 1006;
const HEAD_END = "\r\n\r\n";

/** One for all connections: what is read is taken before the next is. */
const READING = Buffer.allocUnsafe(64 * 1024);

/**
 * A connection of the channel that costs its own process as little as can be: thousands of them share two processors
 * with the server that is measured. It knows what the server says and no more of RFC 6455: whole, unmasked frames.
 */
export function openLeanChannel(address: ChannelAddress, { onMessage, onEnd }: ChannelEars): Channel {
	const { port, experience, token, cursor } = address;
	const query = new URLSearchParams({ experience, ...(cursor !== undefined && { cursor }) }).toString();
	let rest: Buffer = Buffer.alloc(0);
	let isOpen = false;
	let code = ABNORMAL;

	const socket: Socket = connect({
		port,
		host: "127.0.0.1",
		noDelay: true,
		onread: {
			buffer: READING,
			callback(length, bytes) {
				take(Buffer.from(bytes.buffer, bytes.byteOffset, length));
				return true;
			},
		},
	});
	socket.write(
		[
			`GET /ws/experience?${query} HTTP/1.1`,
			"Host: 127.0.0.1",
			"Connection: Upgrade",
			"Upgrade: websocket",
			"Sec-WebSocket-Version: 13",
			`Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
			`Authorization: Bearer ${token}${HEAD_END}`,
		].join("\r\n"),
	);
	// What breaks a connection is followed by `close`.
	socket.on("error", () => undefined);
	socket.on("close", () => onEnd({ code, reason: "" }));

	function take(read: Buffer): void {
		const bytes = rest.length > 0 ? Buffer.concat([rest, read]) : read;
		const at = isOpen ? takeFrames(bytes, 0) : takeHead(bytes);
		// What is left is copied: the next read goes where this one lies.
		rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : rest.subarray(0, 0);
	}

	function takeHead(bytes: Buffer): number {
		const end = bytes.indexOf(HEAD_END);
		if (end < 0) return 0;
		isOpen = bytes.toString("latin1", 0, end).startsWith("HTTP/1.1 101");
		if (!isOpen) socket.destroy();
		return isOpen ? takeFrames(bytes, end + HEAD_END.length) : bytes.length;
	}

	/** Takes all whole frames; gives where the next begins. */
	function takeFrames(bytes: Buffer, from: number): number {
		let at = from;
		while (bytes.length - at >= 2) {
			const short = bytes[at + 1]!;
			const head = short <= MAX_SHORT ? 2 : 4;
			if (short > TWO_BYTES) throw new Error("a longer frame than the server sends");
			if (bytes.length - at < head) break;
			const end = at + head + (short <= MAX_SHORT ? short : bytes.readUInt16BE(at + 2));
			if (bytes.length < end) break;
			takeFrame(bytes[at]! & 0x0f, bytes, [at + head, end]);
			at = end;
		}
		return at;
	}

	function takeFrame(opcode: number, bytes: Buffer, [start, end]: readonly [number, number]): void {
		if (opcode === OPCODE_TEXT) onMessage(JSON.parse(bytes.toString("utf8", start, end)) as ChannelMessage);
		else if (opcode === OPCODE_PING) write(OPCODE_PONG, bytes.subarray(start, end));
		else if (opcode === OPCODE_CLOSE) {
			code = bytes.readUInt16BE(start);
			socket.end();
		}
	}

	/** A client masks what it sends; with zeros it stays as it is. */
	function write(opcode: number, payload: Buffer): void {
		const { length } = payload;
		const size = length <= MAX_SHORT ? [MASKED | length] : [MASKED | TWO_BYTES, length >>> 8, length & 0xff];
		socket.write(Buffer.concat([Buffer.from([WHOLE | opcode, ...size, 0, 0, 0, 0]), payload]));
	}

	return {
		end: () => socket.destroy(),
		send(command) {
			if (!isOpen || socket.destroyed) return false;
			write(OPCODE_TEXT, Buffer.from(JSON.stringify(command)));
			return true;
		},
	};
}
