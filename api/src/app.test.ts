import { gzipSync } from "node:zlib";
import { Router } from "express";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { PROBLEM_TYPE } from "./http/problem.js";
import { PRODUCTION, appBuilder, testApp } from "./http/test-app.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

describe("paths and methods", () => {
	it("[ED17] an unknown path is a problem", async () => {
		const { body, headers } = await request(build().handler).get("/nowhere?token=x").expect(404);
		expect(headers["content-type"]).toContain(PROBLEM_TYPE);
		expect(body).toEqual({
			type: "urn:earshot:problem:not-found",
			title: "There is no such thing",
			status: 404,
			detail: "Nothing is served at /nowhere.",
			requestId: headers["x-request-id"],
		});
	});

	it.each([
		["delete", "/v1/items/1", "GET, HEAD"],
		["get", "/v1/items", "POST"],
		["post", "/healthz", "GET, HEAD"],
	] as const)("[ED18] %s %s is refused, naming %s", async (method, path, allow) => {
		const { headers, body } = await request(build().handler)[method](path).expect(405);
		expect(headers.allow).toBe(allow);
		expect(body.type).toBe("urn:earshot:problem:method-not-allowed");
	});

	it("[ED18] several templates that fit one path allow what any of them does", async () => {
		const app = build({
			features: () => {
				const routes = Router();
				routes.get("/v1/x/:id", (_req, res) => void res.end());
				routes.put("/v1/x/own", (_req, res) => void res.end());
				return [{ routes, describe: () => undefined }];
			},
		});
		const { headers } = await request(app.handler).delete("/v1/x/own").expect(405);
		expect(headers.allow).toBe("GET, HEAD, PUT");
		expect((await request(app.handler).delete("/v1/x/2").expect(405)).headers.allow).toBe("GET, HEAD");
	});

	it("[ED18] a known path that its own handler passes on is not found, not forbidden by method", async () => {
		const app = build({
			features: () => {
				const routes = Router();
				routes.get("/v1/maybe", (_req, _res, next) => next());
				return [{ routes, describe: () => undefined }];
			},
		});
		await request(app.handler).get("/v1/maybe").expect(404);
	});

	it("[ED17] HEAD is answered like GET, without a body", async () => {
		const { headers, text } = await request(build().handler).head("/v1/items/7").expect(200);
		expect(headers["content-type"]).toMatch(/json/);
		expect(text).toBeUndefined();
	});

	it("[ED19] a feature that hides its routes in another router is refused at the start", () => {
		const routes = Router();
		routes.use("/v1", Router());
		expect(() => testApp({ features: () => [{ routes, describe: () => undefined }] })).toThrow(/whole path/);
	});
});

describe("bodies", () => {
	const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
		request(build().handler)
			.post("/v1/items")
			.set({ "content-type": "application/json", ...headers })
			.serialize((data: unknown) => data as string)
			.send(body);
	const item = JSON.stringify({ name: "a", parts: [{ size: 1 }] });

	it("[ED11] are taken plain and gzipped, and by any JSON type", async () => {
		await post(item).expect(200);
		await post(gzipSync(item), { "content-encoding": "gzip" }).expect(200);
		await post(item, { "content-type": "application/merge-patch+json" }).expect(200);
		await post(item, { "content-type": "application/json; charset=utf-8" }).expect(200);
	});

	it.each([
		["cut off", "{", {}, 400],
		["no JSON", "hello", {}, 400],
		["no object", "7", {}, 400],
		["empty", "", {}, 400],
		["too large", JSON.stringify({ name: "x".repeat(2000) }), {}, 413],
		["a zip bomb", gzipSync(Buffer.alloc(1_000_000, 32)), { "content-encoding": "gzip" }, 413],
		["no gzip", item, { "content-encoding": "gzip" }, 400],
		["of an unknown encoding", item, { "content-encoding": "lzma" }, 415],
		["of an unknown charset", item, { "content-type": "application/json; charset=klingon" }, 415],
		["another type", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
		["of no sensible type", item, { "content-type": "json" }, 415],
	])("[ED11] that are %s are refused", async (...[, body, headers, status]) => {
		const answer = await post(body, headers as Record<string, string>);
		expect([answer.status, answer.body.detail]).toEqual([status, expect.any(String)]);
		expect(answer.headers["content-type"]).toContain(PROBLEM_TYPE);
	});

	it("[ED11] that are missing are asked for", async () => {
		const { body } = await request(build().handler).post("/v1/items").expect(415);
		expect(body.detail).toContain("application/json");
	});

	it("[ED12] that do not fit are told every place", async () => {
		const { body } = await post(JSON.stringify({ name: "far too long", parts: [{}, { size: "x" }] })).expect(
			400,
		);
		expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
			"name",
			"parts[0].size",
			"parts[1].size",
		]);
	});
});

describe("bugs", () => {
	it("[ED14] are a 500 that tells nothing of the inside", async () => {
		const { status, text, headers } = await request(build().handler)
			.get("/v1/fail")
			.set("x-api-key", "canary");
		expect(status).toBe(500);
		expect(headers["cache-control"]).toBe("no-store");
		expect(text).not.toMatch(/canary|broken|Error|\.ts|node_modules/);
	});

	it("[ED14] after the answer has begun break the connection, and the app goes on", async () => {
		const app = build();
		await expect(request(app.handler).get("/v1/fail-late")).rejects.toThrow(/aborted|hang up/);
		await request(app.handler).get("/healthz").expect(200);
		expect(app.lines().some((line) => line.msg === "an answer failed after it had begun")).toBe(true);
	});
});

describe("problems", () => {
	it("[ED10] do not wear the headers of the answer they replace", async () => {
		const { headers, body } = await request(build().handler).get("/v1/fail-dressed").expect(500);
		expect(headers["cache-control"]).toBe("no-store");
		expect(headers["content-encoding"]).toBeUndefined();
		expect(headers.etag).not.toBe('"1"');
		expect(body.status).toBe(500);
	});
});

describe("outages", () => {
	it("[ED37] of the issuer of tokens are a 503 that says when to ask again, and are logged with their cause", async () => {
		const app = build({ env: { JWKS_URL: "http://127.0.0.1:9/jwks" } });
		const token = `${btoa('{"alg":"ES256","kid":"a"}').replaceAll("=", "")}.e30.AAAA`;
		const { headers, body } = await request(app.handler)
			.get("/v1/reader")
			.set("authorization", `Bearer ${token}`)
			.expect(503);
		expect(headers["retry-after"]).toBe("5");
		expect(body.detail).not.toContain("127.0.0.1");
		const line = app.lines().find(({ msg }) => msg === "a request could not be served");
		expect(line).toMatchObject({ level: 40, requestId: body.requestId, err: { cause: expect.anything() } });
	});

	it("[ED31] keep nobody in who has no credential", async () => {
		const { JWT_SECRET: _unused, ...rest } = PRODUCTION;
		const env = { ...rest, JWKS_URL: "http://127.0.0.1:9/jwks", JWT_AUDIENCE: "a", JWT_ISSUER: "b" };
		await request(build({ env }).handler).get("/v1/reader").expect(401);
	});
});
