import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { PRODUCTION, appBuilder } from "./test-app.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

describe("other origins", () => {
	const origin = "https://map.example";
	const env = { ...PRODUCTION, CORS_ORIGINS: `${origin},https://other.example` };

	it("[ED44] may call where they are named, and see what they need to go on", async () => {
		const { headers } = await request(build({ env }).handler).get("/v1/items/1").set("origin", origin);
		expect(headers["access-control-allow-origin"]).toBe(origin);
		expect(headers["access-control-expose-headers"]).toContain("retry-after");
		expect(headers["access-control-allow-credentials"]).toBeUndefined();
		expect(headers.vary).toContain("Origin");
	});

	it("[ED44] are told beforehand what they may send, without a credential", async () => {
		const { status, headers } = await request(build({ env }).handler)
			.options("/v1/reader")
			.set("origin", origin)
			.set("access-control-request-method", "GET");
		expect(status).toBe(204);
		expect(headers["access-control-allow-headers"]).toContain("authorization");
		expect(headers["access-control-allow-headers"]).not.toContain("x-api-key");
	});

	it.each([
		["not named", env, "https://evil.example"],
		["nearly named", env, "https://map.example.evil.example"],
		["null", env, "null"],
		["any, by default in production", PRODUCTION, "http://localhost:5173"],
	])("[ED44] may not where they are %s", async (_name, environment, from) => {
		const { headers } = await request(build({ env: environment }).handler)
			.get("/v1/items/1")
			.set("origin", from);
		expect(headers["access-control-allow-origin"]).toBeUndefined();
	});

	it("[ED44] read errors too", async () => {
		const { headers } = await request(build({ env }).handler)
			.get("/nowhere")
			.set("origin", origin)
			.expect(404);
		expect(headers["access-control-allow-origin"]).toBe(origin);
	});
});

describe("headers of every answer", () => {
	it("[ED45] let pages load from here alone, and say nothing of what serves them", async () => {
		const { headers } = await request(build().handler).get("/healthz");
		const policy = headers["content-security-policy"];
		expect(policy).toContain("default-src 'self'");
		expect(policy).toContain("script-src 'self'");
		expect(policy).toContain("object-src 'none'");
		expect(policy).not.toMatch(/https:|unsafe-eval|upgrade-insecure/);
		expect(headers["x-content-type-options"]).toBe("nosniff");
		expect(headers["x-powered-by"]).toBeUndefined();
	});

	it("[ED45] ask for TLS in production alone", async () => {
		const development = await request(build().handler).get("/healthz");
		expect(development.headers["strict-transport-security"]).toBeUndefined();
		const production = await request(build({ env: PRODUCTION }).handler).get("/healthz");
		expect(production.headers["strict-transport-security"]).toContain("max-age");
	});

	it("[ED46] compress JSON, and no stream of events", async () => {
		const app = build();
		const json = await request(app.handler).get("/v1/text").set("accept-encoding", "gzip");
		expect(json.headers["content-encoding"]).toBe("gzip");
		expect(json.body.text).toHaveLength(5000);
		const stream = await request(app.handler).get("/v1/stream").set("accept-encoding", "gzip");
		expect(stream.headers["content-encoding"]).toBeUndefined();
		expect(stream.text).toContain("data: x");
		// The problem that answers in a stream's place is as it comes.
		const asked = { "accept-encoding": "gzip", accept: "text/event-stream" };
		const text = await request(app.handler).get("/v1/text").set(asked);
		expect(text.headers["content-encoding"]).toBeUndefined();
	});
});
