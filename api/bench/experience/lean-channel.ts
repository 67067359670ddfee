import { connect } from "node:net";
import { createFrameParser } from "../../src/doors/testing/frame-parser.js";
import type { ChannelMessage } from "../../test/experience/channel-message.js";
import {
	type Channel,
	type ChannelAddress,
	type ChannelEars,
	channelPath,
} from "../../test/experience/open-channel.js";
import { httpRequest, SOCKET_HEADERS } from "../doors/product.js";

const TEXT = 0x81;
const PONG = 0x8a;
const MASKED = 0x80;
const NO_MASK = [0, 0, 0, 0];
const MAX_SHORT = 125;
const TWO_BYTES = 126;

const ABNORMAL = 1006;
const HEAD_END = "\r\n\r\n";

/** One for all connections: what is read is taken, or copied, before the next is. */
const READING = Buffer.allocUnsafe(64 * 1024);

/**
 * A connection of the channel that costs its own process as little as can be: thousands of them share two processors
 * with the server that is measured.
 */
export function openLeanChannel(address: ChannelAddress, { onMessage, onEnd }: ChannelEars): Channel {
	let head = "";
	let isOpen = false;
	let code = ABNORMAL;

	const socket = connect({
		port: address.port,
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
	const headers = ["Host: 127.0.0.1", ...SOCKET_HEADERS, `Authorization: Bearer ${address.token}`];
	socket.write(httpRequest(channelPath(address), headers));
	// What breaks a connection is followed by `close`.
	socket.on("error", () => undefined);
	socket.on("close", () => onEnd({ code, reason: "" }));

	const parse = createFrameParser({
		onMessage: (text) => onMessage(JSON.parse(text) as ChannelMessage),
		onPing: (payload) => write(PONG, payload),
		onClose(given) {
			code = given;
			socket.end();
		},
		onFault(what) {
			throw new Error(what);
		},
	});

	function take(bytes: Buffer): void {
		if (isOpen) return parse(bytes);
		const before = head.length;
		head += bytes.toString("latin1");
		const end = head.indexOf(HEAD_END);
		if (end < 0) return;
		isOpen = head.startsWith("HTTP/1.1 101");
		if (isOpen) parse(bytes.subarray(end + HEAD_END.length - before));
		else socket.destroy();
	}

	/** A client masks what it sends; with zeros it stays as it is. */
	function write(first: number, payload: Buffer): void {
		const { length } = payload;
		const size = length <= MAX_SHORT ? [MASKED | length] : [MASKED | TWO_BYTES, length >>> 8, length & 0xff];
		socket.write(Buffer.concat([Buffer.from([first, ...size, ...NO_MASK]), payload]));
	}

	return {
		end: () => socket.destroy(),
		send(command) {
			if (!isOpen || socket.destroyed) return false;
			write(TEXT, Buffer.from(JSON.stringify(command)));
			return true;
		},
	};
}
