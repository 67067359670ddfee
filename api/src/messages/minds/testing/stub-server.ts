import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the stub took it. */
export interface StubRequest {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingMessage["headers"];
	readonly body: unknown;
}

/** Answers one request: with a value as JSON, or by itself through `response`. */
export type StubAnswer = (request: StubRequest, response: ServerResponse) => unknown;

export interface StubServer {
	readonly url: string;
	readonly requests: readonly StubRequest[];
	/** From now on requests are answered like this. */
	readonly answerWith: (answer: StubAnswer) => void;
	readonly stop: () => Promise<void>;
}

/** A real HTTP server on this machine, for minds to talk to. */
export async function startStubServer(first: StubAnswer): Promise<StubServer> {
	let answer = first;
	const requests: StubRequest[] = [];
	const server: Server = createServer((incoming, response) => {
		void readBody(incoming).then((body) => {
			const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://stub");
			const request = {
				method: incoming.method ?? "",
				path: pathname,
				query: searchParams,
				headers: incoming.headers,
				body,
			};
			requests.push(request);
			const value = answer(request, response);
			if (value !== undefined) sendJson(response, 200, value);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		answerWith: (next) => (answer = next),
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
	response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
	let text = "";
	for await (const chunk of incoming) text += String(chunk);
	return text === "" ? undefined : (JSON.parse(text) as unknown);
}

/** What an OpenAI-compatible service answers where its model wrote this. */
export function completion(content: string): object {
	return {
		id: "chatcmpl-1",
		object: "chat.completion",
		created: 1_700_000_000,
		model: "small",
		choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }],
		usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
	};
}
