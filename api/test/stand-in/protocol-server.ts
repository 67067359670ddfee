import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { History } from "./history.js";
import { createProtocolSockets } from "./protocol-sockets.js";
import { asPoll, asStream, catchUp, type Reader } from "./reader.js";

/** How long one poll of the stand-in is held: short, so that tests that end do not wait for it. */
const MAX_POLL_MS = 2_000;

export interface ProtocolServer {
	readonly url: string;
	readonly port: number;
	/** Paths with queries, in the order in which they came. */
	readonly requests: readonly string[];
	/** Destroys every connection, as a crash or a cable would. */
	readonly cut: () => void;
	/** Says why, and closes every socket with its code. */
	readonly closeSockets: (reason: string, code: number) => void;
	readonly close: () => Promise<void>;
}

export interface ProtocolServerOptions {
	readonly history: () => History;
	/** Takes a request over where it returns true. */
	readonly intercept?: (req: IncomingMessage, res: ServerResponse, url: URL) => boolean;
	/** Whether a WebSocket is taken; the protocols that its reader offers are handed in. Default: all are. */
	readonly admitSocket?: (offered: readonly string[], url: URL) => boolean;
	/** Bytes after which a stream that opens now is cut; undefined never. */
	readonly cutAfter?: () => number | undefined;
	/** So many entries or more come folded into one to readers of the limited cast. */
	readonly foldFrom?: number;
	readonly port?: number;
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
		const text = asStream(next);
		if (text !== "" && left > 0) send(text);
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
		res.setHeader("content-type", "application/json");
		res.end(JSON.stringify(asPoll(catchUp(reader))));
	};
	const stopWatching = reader.history.watch(answer);
	const timer = setTimeout(answer, waitMs);
	const stop = (): void => {
		stopWatching();
		clearTimeout(timer);
	};
	res.on("close", stop);
	const now = catchUp(reader);
	if (now.reset || now.entries.length > 0) answer();
}

/** A server on 127.0.0.1 that speaks the protocol of reading one world. */
export async function startProtocolServer(options: ProtocolServerOptions): Promise<ProtocolServer> {
	const requests: string[] = [];
	const readerAt = ({ searchParams }: URL): Reader => ({
		history: options.history(),
		cast: searchParams.get("cast") === "full" ? "full" : "limited",
		packed: searchParams.get("moves") === "packed",
		cursor: searchParams.get("cursor") ?? "",
		...(options.foldFrom !== undefined && { foldFrom: options.foldFrom }),
	});
	const server = createServer((req, res) => {
		const url = new URL(req.url ?? "/", "http://127.0.0.1");
		requests.push(req.url ?? "");
		if (options.intercept?.(req, res, url)) return;
		const reader = readerAt(url);
		if (url.pathname === "/world/init") {
			res.setHeader("content-type", "application/json");
			res.end(reader.history.fresh(reader.cast));
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
	const sockets = createProtocolSockets(server, {
		readerAt,
		admit: (offered, url) => {
			requests.push(url.pathname + url.search);
			return url.pathname === "/ws/world" && (options.admitSocket?.(offered, url) ?? true);
		},
	});
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const cut = (): void => {
		sockets.cut();
		server.closeAllConnections();
	};
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		requests,
		cut,
		closeSockets: sockets.closeAll,
		close: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error ? reject(error) : resolve()));
				cut();
			}),
	};
}
