import { createServer, request as send } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** One request of a place and what it was answered. */
export interface Recorded {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	/** Read as JSON; undefined where there was none. */
	readonly body: unknown;
	readonly status: number;
	readonly answer: unknown;
}

/** A request as whoever may answer it in the backend's place sees it. */
export interface Asked {
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingMessage["headers"];
}

export interface Answered {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Answers some requests in the backend's place; undefined passes one on. */
export type StandIn = (asked: Asked) => Answered | undefined;

/** Stands between a place and its backend, and keeps what goes through. */
export interface Recorder {
	readonly url: string;
	/** In the order in which they were answered. */
	readonly requests: readonly Recorded[];
	/** Breaks off every stream that is open; gives how many. */
	readonly cutStreams: () => number;
	readonly close: () => Promise<void>;
}

async function textOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	return body;
}

function jsonOf(body: Buffer, encoding: string | undefined): unknown {
	const text = (encoding === "gzip" ? gunzipSync(body) : body).toString("utf8");
	return text === "" ? undefined : (JSON.parse(text) as unknown);
}

/** Starts a recorder in front of the backend at `target`. What `standIn` answers is not kept. */
export async function startRecorder(target: string, standIn: StandIn = () => undefined): Promise<Recorder> {
	const requests: Recorded[] = [];
	const streams = new Set<ServerResponse>();

	async function passOn(req: IncomingMessage, res: ServerResponse): Promise<void> {
		// Lune writes the whole address where most write the path.
		const { pathname, search, searchParams } = new URL(req.url ?? "", target);
		const own = standIn({ path: pathname, query: searchParams, headers: req.headers });
		if (own) {
			res.writeHead(own.status, own.headers).end(own.body);
			return;
		}
		const body = await textOf(req);
		const forwarded = send(`${target}${pathname}${search}`, {
			method: req.method,
			headers: req.headers,
		});
		forwarded.once("error", () => res.destroy());
		res.once("close", () => forwarded.destroy());
		forwarded.once("response", (answer) => {
			res.writeHead(answer.statusCode ?? 500, answer.headers);
			if (answer.headers["content-type"]?.startsWith("text/event-stream")) {
				streams.add(res);
				res.once("close", () => streams.delete(res));
				answer.pipe(res);
				return;
			}
			void textOf(answer).then(
				(text) => {
					res.end(text);
					requests.push({
						method: req.method ?? "",
						path: pathname,
						body: jsonOf(body, req.headers["content-encoding"]),
						status: answer.statusCode ?? 500,
						answer: jsonOf(text, answer.headers["content-encoding"]),
					});
				},
				() => res.destroy(),
			);
		});
		forwarded.end(body);
	}

	const server = createServer((req, res) => void passOn(req, res).catch(() => res.destroy()));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		cutStreams: () => {
			const open = [...streams];
			for (const stream of open) stream.destroy();
			return open.length;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
