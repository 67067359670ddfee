import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "./http/problem.js";
import { type RunningServer, startServer } from "./http/serve.js";
import { keepingLogger, testApp } from "./http/test-app.js";

const RUNS = 300;

describe("any request", () => {
	const app = testApp({ env: { GAME_API_KEY: "right", RATE_LIMIT_PER_MINUTE: "1000000" } });
	let server: RunningServer;
	beforeAll(async () => {
		const config = { host: "127.0.0.1", port: 0, drainSeconds: 1 };
		server = await startServer({ app, config, logger: keepingLogger().logger });
	});
	afterAll(() => server.close());

	const segment = fc.oneof(
		fc.constantFrom(
			"v1",
			"items",
			"reader",
			"docs",
			"dev",
			"token",
			"..",
			"%2e%2e",
			"%",
			"%00",
			"openapi.json",
		),
		fc.webSegment(),
	);
	const headers = fc.dictionary(
		fc.constantFrom(
			"accept-encoding",
			"authorization",
			"content-encoding",
			"content-type",
			"if-none-match",
			"origin",
			"range",
			"x-api-key",
			"x-forwarded-for",
			"x-request-id",
		),
		fc.oneof(
			fc.constantFrom(
				"gzip",
				"application/json",
				"application/json; charset=x",
				"bytes=9-1",
				"Bearer a.b.c",
				"*",
			),
			fc.stringMatching(/^[ -~]{0,30}$/),
		),
	);
	const anyRequest = fc.record({
		method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
		path: fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`),
		query: fc.webQueryParameters(),
		headers,
		body: fc.option(
			fc.oneof(
				fc.json().map((text) => new TextEncoder().encode(text)),
				fc.uint8Array({ maxLength: 2000 }),
			),
		),
	});

	it("[ED10] is answered, never by a bug of ours, and every error is a problem that names it", async () => {
		await fc.assert(
			fc.asyncProperty(anyRequest, async ({ method, path, query, headers: given, body }) => {
				const sent = method === "GET" || method === "HEAD" ? undefined : (body ?? undefined);
				const answer = await fetch(`${server.url}${path}?${query}`, {
					method,
					headers: given,
					...(sent && { body: sent as Uint8Array<ArrayBuffer> }),
				});
				const text = await answer.text();
				const id = answer.headers.get("x-request-id");
				expect(id).toMatch(/^[\w.:-]+$/);
				// The only routes that fail are those made to.
				if (!path.startsWith("/v1/fail")) expect(answer.status).toBeLessThan(500);
				if (answer.status < 400 || method === "HEAD") return;
				expect(answer.headers.get("content-type")).toContain("application/problem+json");
				const problem = problemSchema.parse(JSON.parse(text));
				expect(problem).toMatchObject({ status: answer.status, requestId: id });
			}),
			{ numRuns: RUNS },
		);
	});
});
