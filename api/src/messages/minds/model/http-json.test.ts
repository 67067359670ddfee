import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { MindError } from "../mind-error.js";
import { type StubAnswer, type StubServer, sendJson, startStubServer } from "../testing/stub-server.js";
import { createJsonCaller } from "./http-json.js";

const KEY = "canary-key";

let server: StubServer;
beforeEach(async () => (server = await startStubServer(() => ({ ok: true }))));
afterEach(() => server.stop());

function call(answer?: StubAnswer, signal = new AbortController().signal): Promise<{ ok: boolean }> {
	if (answer) server.answerWith(answer);
	const caller = createJsonCaller({ url: `${server.url}/base/`, key: KEY });
	return caller({
		method: "POST",
		path: "/thing",
		body: { a: 1 },
		answer: z.object({ ok: z.boolean() }),
		signal,
	});
}

async function failureOf(promise: Promise<unknown>): Promise<MindError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof MindError)) throw new Error("expected a MindError", { cause: error });
	return error;
}

describe("a call of a model's service", () => {
	it("[MD4] sends JSON under the base address, with the key as a bearer token", async () => {
		expect(await call()).toEqual({ ok: true });
		expect(server.requests).toMatchObject([
			{
				method: "POST",
				path: "/base/thing",
				body: { a: 1 },
				headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
			},
		]);
	});

	it("[MD4] sends no header without a key", async () => {
		const caller = createJsonCaller({ url: server.url });
		await caller({ method: "GET", path: "/", answer: z.unknown(), signal: new AbortController().signal });
		expect(server.requests[0]!.headers).not.toHaveProperty("authorization");
	});

	it.each([
		[408, true],
		[409, true],
		[429, true],
		[500, true],
		[503, true],
		[400, false],
		[401, false],
		[404, false],
	])("[MD8] refused with %i may be retried: %s", async (status, mayRetry) => {
		const failure = await failureOf(call((_request, response) => sendJson(response, status, { error: KEY })));
		expect(failure).toMatchObject({ failure: "status", status, mayRetry });
	});

	it.each([
		["2", 2],
		["0.5", 0.5],
		["Wed, 21 Oct 2026 07:28:00 GMT", undefined],
		["-1", undefined],
	])("[MD8] reads retry-after %s as %s", async (header, seconds) => {
		const busy: StubAnswer = (_request, response) => {
			response.setHeader("retry-after", header);
			sendJson(response, 429, {});
		};
		expect((await failureOf(call(busy))).retryAfterSeconds).toBe(seconds);
	});

	it.each<[string, StubAnswer, Partial<MindError>]>([
		[
			"no JSON",
			(_request, response) => void response.end("<html>"),
			{ failure: "malformed", mayRetry: true },
		],
		["another shape", () => ({ ok: "yes" }), { failure: "malformed", mayRetry: true }],
		[
			"a cut connection",
			(_request, response) => void response.destroy(),
			{ failure: "unreachable", mayRetry: true },
		],
		[
			"half an answer",
			(_request, response) => {
				response.writeHead(200, { "Content-Length": "100" }).write('{"ok":');
				setTimeout(() => response.destroy(), 20);
			},
			{ failure: "unreachable", mayRetry: true },
		],
		[
			"an endless answer",
			(_request, response) => {
				const more = (): void => {
					while (!response.destroyed && response.write("x".repeat(65_536)));
				};
				response.on("drain", more);
				more();
			},
			{ failure: "malformed" },
		],
		[
			"a redirect",
			(_request, response) =>
				void response.writeHead(307, { Location: "http://127.0.0.1:9/elsewhere" }).end(),
			{ failure: "unreachable" },
		],
	])("[MD8] fails by %s", async (_what, answer, expected) => {
		expect(await failureOf(call(answer))).toMatchObject(expected);
	});

	it("[MD8] fails where nobody listens, and says how", async () => {
		await server.stop();
		const failure = await failureOf(call());
		expect(failure).toMatchObject({
			failure: "unreachable",
			message: "the model cannot be reached (ECONNREFUSED)",
		});
	});

	it("[MD9] ends with its caller's reason, and its connection with it", async () => {
		const caller = new AbortController();
		let isClosed = false;
		const called = call((_request, response) => {
			response.once("close", () => (isClosed = true));
			caller.abort(new Error("gone"));
		}, caller.signal);
		await expect(called).rejects.toThrow("gone");
		await expect.poll(() => isClosed).toBe(true);
	});

	it("[MD11] shows the key in no failure, whatever the key is", async () => {
		const answers: StubAnswer[] = [
			(_request, response) => sendJson(response, 401, { error: `Incorrect API key provided: ${KEY}` }),
			(_request, response) => void response.end(KEY),
			(_request, response) => void response.destroy(),
		];
		for (const answer of answers) expect(everythingIn(await failureOf(call(answer)))).not.toContain(KEY);
		const broken = createJsonCaller({ url: server.url, key: `${KEY}\n` });
		const failure = await failureOf(
			broken({ method: "GET", path: "/", answer: z.unknown(), signal: new AbortController().signal }),
		);
		expect(everythingIn(failure)).not.toContain(KEY);
	});
});

function everythingIn(error: Error): string {
	return `${error.stack ?? ""} ${JSON.stringify(error)} ${String(error.cause)}`;
}
