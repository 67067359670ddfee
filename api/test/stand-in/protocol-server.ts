import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Cast, History } from "./history.js";

/** How long one poll of the stand-in is held: short, so that tests that end do not wait for it. */
const MAX_POLL_MS = 2_000;

export interface ProtocolServer {
	readonly url: string;
	readonly port: number;
	/** Paths with queries, in the order in which they came. */
	readonly requests: readonly string[];
	/** Destroys every connection, as a crash or a cable would. */
	readonly cut: () => void;
	readonly close: () => Promise<void>;
}

export interface ProtocolServerOptions {
	readonly history: () => History;
	/** Takes a request over where it returns true. */
	readonly intercept?: (req: IncomingMessage, res: ServerResponse, url: URL) => boolean;
	/** Bytes after which a stream that opens now is cut; undefined never. */
	readonly cutAfter?: () => number | undefined;
	readonly port?: number;
}

const frame = (event: string, data: string, id?: string): string =>
	`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;

interface Reader {
	readonly history: History;
	readonly cast: Cast;
	readonly cursor: string;
}

/** What a reader is sent next, and the cursor after it. */
function catchUp({ history, cast, cursor }: Reader): { readonly frames: string; readonly cursor: string } {
	const next = history.after(cursor, cast);
	if ("reset" in next) {
		const state = frame("state", history.fresh(cast), history.cursor());
		return {
			frames: frame("reset", JSON.stringify({ reason: next.reset })) + state,
			cursor: history.cursor(),
		};
	}
	const frames = next.entries.map(({ id, data }) => frame("snapshot", data, id)).join("");
	return { frames, cursor: history.cursor() };
}

function stream(res: ServerResponse, reader: Reader, cutAfter: number | undefined): void {
	let { cursor } = reader;
	let left = cutAfter ?? Number.POSITIVE_INFINITY;
	res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
	const send = (text: string): void => {
		const bytes = Buffer.from(text);
		res.write(bytes.subarray(0, Math.min(left, bytes.length)));
		left -= bytes.length;
		if (left <= 0) res.end(() => res.socket?.destroy());
	};
	const pump = (): void => {
		const next = catchUp({ ...reader, cursor });
		if (next.frames !== "" && left > 0) send(next.frames);
		({ cursor } = next);
	};
	send(": hello\n\n");
	pump();
	const stopWatching = reader.history.watch(pump);
	const heartbeat = setInterval(() => left > 0 && send(": \n\n"), 15_000);
	res.on("close", () => {
		stopWatching();
		clearInterval(heartbeat);
	});
}

function poll(res: ServerResponse, reader: Reader, waitMs: number): void {
	const answer = (): void => {
		stop();
		const next = reader.history.after(reader.cursor, reader.cast);
		const body =
			"reset" in next
				? { events: [], reset: { reason: next.reset }, state: JSON.parse(reader.history.fresh(reader.cast)) }
				: { events: next.entries.map(({ data }) => ({ event: "snapshot", data: JSON.parse(data) })) };
		res.setHeader("content-type", "application/json");
		res.end(JSON.stringify({ cursor: reader.history.cursor(), ...body }));
	};
	const stopWatching = reader.history.watch(answer);
	const timer = setTimeout(answer, waitMs);
	const stop = (): void => {
		stopWatching();
		clearTimeout(timer);
	};
	res.on("close", stop);
	const now = reader.history.after(reader.cursor, reader.cast);
	if ("reset" in now || now.entries.length > 0) answer();
}

/** A server on 127.0.0.1 that speaks the protocol of reading one world. */
export async function startProtocolServer(options: ProtocolServerOptions): Promise<ProtocolServer> {
	const requests: string[] = [];
	const server = createServer((req, res) => {
		const url = new URL(req.url ?? "/", "http://127.0.0.1");
		requests.push(req.url ?? "");
		if (options.intercept?.(req, res, url)) return;
		const history = options.history();
		const cast: Cast = url.searchParams.get("cast") === "full" ? "full" : "limited";
		const reader = { history, cast, cursor: url.searchParams.get("cursor") ?? "" };
		if (url.pathname === "/world/init") {
			res.setHeader("content-type", "application/json");
			res.end(history.fresh(cast));
		} else if (url.pathname === "/events") {
			stream(res, reader, options.cutAfter?.());
		} else if (/^\/v1\/worlds\/[^/]+\/changes$/.test(url.pathname)) {
			poll(res, reader, Math.min(Number(url.searchParams.get("wait")) * 1000, MAX_POLL_MS));
		} else {
			res.statusCode = 404;
			res.setHeader("content-type", "application/problem+json");
			res.end(JSON.stringify({ title: "Not found", status: 404, detail: `there is no ${url.pathname}` }));
		}
	});
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		requests,
		cut: () => server.closeAllConnections(),
		close: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error ? reject(error) : resolve()));
				server.closeAllConnections();
			}),
	};
}
