import type { Clock, Watchdog } from "./clock.js";
import { endFor, Lost, Unusable } from "./ends.js";
import {
	endOfSilent,
	queryFrom,
	watched,
	type DoorQuery,
	type FollowPorts,
	type Following,
} from "./follow.js";
import { readMessage } from "./socket-message.js";

/** Of the protocol; the server answers with it, and with nothing else. */
const PROTOCOL = "earshot.v1";
/** A handshake is one way there and back; whoever swallows it does not answer later either. */
const OPEN_TIMEOUT_MS = 10_000;

/** What is used of a WebSocket: that of browsers, of Node 22, and of the package `ws`. */
export interface Socket {
	binaryType: string;
	addEventListener(type: "open" | "error", listener: () => void): void;
	addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
	addEventListener(type: "close", listener: (event: { readonly code: number }) => void): void;
	close(): void;
}

/** A WebSocket class, such as the browser's own or that of `ws`. */
export type SocketClass<S extends Socket = Socket> = new (url: string, protocols: string[]) => S;

/** The server's own words for why it closes a socket, where the message that says so did not come through. */
const CODES: Readonly<Record<number, string>> = {
	1001: "draining",
	1011: "failed",
	4008: "too_slow",
	4029: "too_many",
	4401: "expired",
};

/** What following one socket's messages needs, whatever they say. */
export interface MessagePorts {
	readonly clock: Clock;
	readonly open: () => Socket;
	/** The socket is open. */
	readonly opened: () => void;
	/** Takes what one message holds; throws where following cannot go on. */
	readonly take: (data: unknown) => void;
}

export interface SocketPorts extends FollowPorts {
	readonly open: (query: DoorQuery) => Socket;
}

/** Opens a socket at an http address; the token goes along as a protocol, since browsers send no header with it. */
export function openSocket<S extends Socket>(
	make: SocketClass<S>,
	address: string,
	token: string | undefined,
): S {
	const url = new URL(address, globalThis.location?.href);
	url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
	return new make(url.href, token === undefined ? [PROTOCOL] : [PROTOCOL, `bearer.${token}`]);
}

function endOf(code: number): Error {
	const why = CODES[code];
	return why === undefined ? new Lost(`the socket closed (${code})`) : endFor(why);
}

/** A token that cannot stand among protocols is refused here, before anything is sent. */
function tryToOpen({ open }: MessagePorts): Socket {
	try {
		return open();
	} catch (cause) {
		throw new Unusable("the socket cannot be opened", { cause });
	}
}

async function socket(ports: MessagePorts, signal: AbortSignal, watchdog: Watchdog): Promise<never> {
	const opened = tryToOpen(ports);
	opened.binaryType = "arraybuffer";
	let isOpen = false;
	let anything = false;
	const ended = new Promise<never>((_, reject) => {
		const end = (why: unknown): void => reject(anything || !isOpen ? why : endOfSilent(why));
		signal.addEventListener("abort", () => end(signal.reason), { once: true });
		opened.addEventListener("open", () => {
			if (signal.aborted) return;
			isOpen = true;
			watchdog.touch();
			ports.opened();
		});
		opened.addEventListener("message", ({ data }) => {
			if (signal.aborted) return;
			anything = true;
			watchdog.touch();
			try {
				ports.take(data);
			} catch (error) {
				end(error);
			}
		});
		// What failed is said by the close that follows; before it is open, browsers say no more than that.
		opened.addEventListener("error", () => undefined);
		opened.addEventListener("close", ({ code }) =>
			reject(isOpen ? endOf(code) : new Unusable("the socket does not open")),
		);
	});
	const stopTimer = ports.clock.after(OPEN_TIMEOUT_MS, () => {
		if (!isOpen) opened.close();
	});
	try {
		return await ended;
	} finally {
		stopTimer();
		opened.close();
	}
}

/** Follows the messages of a WebSocket. */
export function followMessages(ports: MessagePorts, stop: AbortSignal): Following {
	return watched(ports.clock, stop, (signal, watchdog) => socket(ports, signal, watchdog));
}

/** Follows a topic through a WebSocket. */
export function followSocket(ports: SocketPorts, stop: AbortSignal): Following {
	const { clock, opened } = ports;
	const query = queryFrom(ports.cursor());
	return followMessages(
		{
			clock,
			opened,
			open: () => ports.open(query),
			take: (data) => ports.take(readMessage(data)),
		},
		stop,
	);
}
