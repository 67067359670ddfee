import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync, gzipSync } from "node:zlib";

/** A request as the server got it; the body decompressed. */
export interface Got {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingMessage["headers"];
	readonly body: string;
	readonly bytes: number;
}

export interface TestServer {
	readonly url: string;
	readonly got: readonly Got[];
	readonly stop: () => Promise<void>;
}

async function read(request: IncomingMessage): Promise<Got> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const raw = Buffer.concat(chunks);
	const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
	return {
		method: request.method ?? "",
		// Lune writes the whole address where most write the path.
		path: new URL(request.url ?? "", "http://localhost").pathname,
		headers: request.headers,
		body: body.toString("utf8"),
		bytes: raw.length,
	};
}

/** How the server answers, by path; the path's second part is a number that some of them use. */
function answer({ path, body }: Got, response: ServerResponse, url: string): void {
	const [, kind = "", argument = "0"] = path.split("/");
	if (kind === "status") {
		response.writeHead(Number(argument), { "X-Mixed-Case": "Yes", "Retry-After": "7" }).end("of status");
	} else if (kind === "slow") {
		setTimeout(() => response.end("late"), Number(argument));
	} else if (kind === "reset") {
		response.socket?.resetAndDestroy();
	} else if (kind === "half") {
		response.writeHead(200, { "content-length": "1000" });
		response.write("half of it");
		setTimeout(() => response.socket?.destroy(), 20);
	} else if (kind === "gzip") {
		response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("unpacked"));
	} else if (kind === "moved") {
		response.writeHead(301, { location: `${url}/echo` }).end();
	} else {
		response.writeHead(200, { "content-type": "application/json" }).end(body);
	}
}

/** A server on a free port of this machine that answers as its paths say. */
export async function startTestServer(): Promise<TestServer> {
	const got: Got[] = [];
	let url = "";
	const server = createServer((request, response) => {
		void read(request).then((each) => {
			got.push(each);
			answer(each, response, url);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		got,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
