import { connect } from "node:net";
import { createSseParser } from "./sse-parser.js";

export interface StreamEvent {
	readonly event: string;
	readonly data: string;
	/** The id of this event, where it has one of its own. */
	readonly id: string | undefined;
}

/** An SSE reader that sees the bytes. */
export interface Stream {
	/** Status line and headers. */
	readonly head: string;
	/** All of the body so far. */
	readonly text: () => string;
	/** All events so far, once there are at least so many. */
	readonly events: (count: number) => Promise<readonly StreamEvent[]>;
	/** Whether there are so many events within a time. */
	readonly has: (count: number, milliseconds: number) => Promise<boolean>;
	readonly until: (pattern: RegExp) => Promise<void>;
	/** Resolves when the server has ended it. */
	readonly ended: Promise<void>;
	readonly pause: () => void;
	readonly resume: () => void;
	readonly leave: () => void;
}

/** Longer than anything here takes: a failing test says what is missing instead of timing out. */
const PATIENCE_MILLISECONDS = 8000;

export interface StreamRequest {
	readonly port: number;
	readonly path: string;
	readonly method?: "GET" | "HEAD" | "POST";
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly body?: object;
	/** Bytes of requests sent ahead of this one. */
	readonly before?: string;
	/** Resolve before there is a head. */
	readonly isEarly?: boolean;
}

/** Opens a stream; resolves once its head is there. */
export async function openStream(request: StreamRequest): Promise<Stream> {
	const { port, path, method = "GET", headers = {}, body, before = "", isEarly = false } = request;
	const content = body === undefined ? "" : JSON.stringify(body);
	const events: StreamEvent[] = [];
	let raw = "";
	let last: string | undefined;
	const parser = createSseParser((event, data) => {
		const id = parser.lastEventId();
		events.push({ event, data, id: id === last ? undefined : id });
		last = id;
	});
	const socket = connect(port, "127.0.0.1");
	const lines = Object.entries({
		Host: "localhost",
		...(body && { "Content-Type": "application/json", "Content-Length": `${Buffer.byteLength(content)}` }),
		...headers,
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.write(`${before}${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${content}`);
	socket.setEncoding("utf8");
	socket.on("error", () => undefined);
	const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
	const headEnd = (): number => raw.indexOf("\r\n\r\n");
	socket.on("data", (chunk: string) => {
		const hadHead = headEnd() >= 0;
		raw += chunk;
		if (hadHead) parser.push(chunk);
		else if (headEnd() >= 0) parser.push(raw.slice(headEnd() + 4));
	});

	async function wait(isThere: () => boolean, milliseconds: number): Promise<boolean> {
		const until = performance.now() + milliseconds;
		while (!isThere() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 2));
		return isThere();
	}

	async function expectSoon(isThere: () => boolean): Promise<void> {
		if (!(await wait(isThere, PATIENCE_MILLISECONDS))) {
			throw new Error(`the stream has only:\n${raw.slice(0, 2000)}`);
		}
	}

	if (!isEarly) await expectSoon(() => headEnd() >= 0);
	return {
		head: raw.slice(0, Math.max(0, headEnd())),
		text: () => raw.slice(headEnd() + 4),
		async events(count) {
			await expectSoon(() => events.length >= count);
			return events;
		},
		has: (count, milliseconds) => wait(() => events.length >= count, milliseconds),
		until: (pattern) => expectSoon(() => pattern.test(raw)),
		ended,
		pause: () => void socket.pause(),
		resume: () => void socket.resume(),
		leave: () => void socket.destroy(),
	};
}
