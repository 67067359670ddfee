import { connect } from "node:net";
import { createFrameParser } from "../src/doors/testing/frame-parser.js";
import { httpRequest, SOCKET_HEADERS } from "./doors/product.js";

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

export interface LeanSocketAddress {
	readonly port: number;
	/** With its query. */
	readonly path: string;
	readonly token: string | undefined;
}

export interface LeanSocketEars {
	readonly onOpen?: () => void;
	readonly onText: (text: string) => void;
	/** The code of the server's closing; 1006 of a connection that ended without one. */
	readonly onEnd: (code: number) => void;
}

export interface LeanSocket {
	/** Cuts it, as a network would. */
	readonly end: () => void;
	/** Whether it was sent: nothing goes into a connection that is not open. */
	readonly send: (text: string) => boolean;
}

/**
 * A WebSocket that costs its own process as little as can be: thousands of them share two processors with the server
 * that is measured.
 */
export function openLeanSocket(
	{ port, path, token }: LeanSocketAddress,
	{ onOpen, onText, onEnd }: LeanSocketEars,
): LeanSocket {
	let head = "";
	let isOpen = false;
	let code = ABNORMAL;

	const socket = connect({
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
	const headers = ["Host: 127.0.0.1", ...SOCKET_HEADERS, `Authorization: Bearer ${token}`];
	socket.write(httpRequest(path, headers));
	// What breaks a connection is followed by `close`.
	socket.on("error", () => undefined);
	socket.on("close", () => onEnd(code));

	const parse = createFrameParser({
		onMessage: onText,
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
		if (!isOpen) return void socket.destroy();
		onOpen?.();
		parse(bytes.subarray(end + HEAD_END.length - before));
	}

	/** A client masks what it sends; with zeros it stays as it is. */
	function write(first: number, payload: Buffer): void {
		const { length } = payload;
		const size = length <= MAX_SHORT ? [MASKED | length] : [MASKED | TWO_BYTES, length >>> 8, length & 0xff];
		socket.write(Buffer.concat([Buffer.from([first, ...size, ...NO_MASK]), payload]));
	}

	return {
		end: () => socket.destroy(),
		send(text) {
			if (!isOpen || socket.destroyed) return false;
			write(TEXT, Buffer.from(text));
			return true;
		},
	};
}
