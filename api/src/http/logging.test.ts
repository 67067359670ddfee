import { once } from "node:events";
import { connect } from "node:net";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { startServer } from "./serve.js";
import { PRODUCTION, type TestApp, appBuilder, keepingLogger, slowFeature } from "./test-app.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

const requests = (app: TestApp) => app.lines().filter((line) => line.msg === "request");

describe("the id of a request", () => {
	it("[ED16] is new, in header, body and log", async () => {
		const app = build();
		const { headers, body } = await request(app.handler).get("/v1/items/7").expect(200);
		expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
		expect(body.requestId).toBe(headers["x-request-id"]);
		expect(requests(app)[0]).toMatchObject({ requestId: headers["x-request-id"] });
	});

	it("[ED16] is the caller's own where it is sane, also in problems", async () => {
		const app = build();
		const answer = await request(app.handler).get("/v1/items/none").set("x-request-id", "trace:a.b-1_2");
		expect(answer.headers["x-request-id"]).toBe("trace:a.b-1_2");
		expect(answer.body.requestId).toBe("trace:a.b-1_2");
	});

	it.each(["", "a b", 'a"b', "x".repeat(129), "ä"])("[ED16] is not the caller's %j", async (id) => {
		const { headers } = await request(build().handler).get("/healthz").set("x-request-id", id);
		expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
	});
});

describe("the log", () => {
	it("[ED20] has one line per request: method, path, route, status, milliseconds", async () => {
		const app = build();
		await request(app.handler).get("/v1/items/7?x=1");
		await request(app.handler).get("/v1/items/none");
		await request(app.handler).get("/nowhere");
		await request(app.handler).get("/v1/fail");
		expect(requests(app).map(({ path, route, status, level }) => ({ path, route, status, level }))).toEqual([
			{ path: "/v1/items/7", route: "/v1/items/:id", status: 200, level: 30 },
			{ path: "/v1/items/none", route: "/v1/items/:id", status: 404, level: 30 },
			{ path: "/nowhere", route: "none", status: 404, level: 30 },
			{ path: "/v1/fail", route: "/v1/fail", status: 500, level: 50 },
		]);
		for (const line of requests(app)) expect(line.ms).toBeTypeOf("number");
	});

	it("[ED20] keeps probes out of the way unless they fail", async () => {
		const failing = { name: "log", required: true, check: () => ({ ready: false }) };
		const app = build({ probes: [failing] });
		await request(app.handler).get("/healthz");
		await request(app.handler).get("/readyz");
		expect(requests(app).map(({ path, level }) => [path, level])).toEqual([
			["/healthz", 20],
			["/readyz", 50],
		]);
	});

	it("[ED20] says where a caller left before the end", async () => {
		const slow = slowFeature();
		const app = build({ features: () => [slow.feature] });
		const running = await startServer({
			app,
			config: { host: "127.0.0.1", port: 0, drainSeconds: 1 },
			logger: keepingLogger().logger,
		});
		const socket = connect(running.port, "127.0.0.1");
		socket.write("GET /v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
		await slow.reached;
		socket.destroy();
		await once(socket, "close");
		await expect.poll(() => requests(app).length).toBe(1);
		expect(requests(app)[0]).toMatchObject({ path: "/v1/slow", aborted: true });
		await running.close();
	});

	it("[ED14] has the stack of our bugs once, under the id of the request", async () => {
		const app = build();
		const { body } = await request(app.handler).get("/v1/fail").expect(500);
		const bugs = app.lines().filter((line) => line.msg === "a request failed");
		expect(bugs).toHaveLength(1);
		expect(bugs[0]).toMatchObject({ requestId: body.requestId, err: { type: "Error" } });
		expect(JSON.stringify(bugs[0])).toContain("test-app.ts");
	});

	it("[ED21] is not broken by a key that looks like a part of it", async () => {
		const app = build();
		for (const key of ["n    at async", '","level":10', "\\\\\\\\\\\\\\\\"]) {
			await request(app.handler).get("/v1/fail").set("x-api-key", key).expect(500);
		}
		expect(app.lines().filter((line) => line.msg === "a request failed")).toHaveLength(3);
	});

	it("[ED21] never shows keys or tokens: not of headers, queries, errors or bodies", async () => {
		const canaries = {
			key: "canary-of-a-key",
			token: "canary-of-an-opaque-token",
			query: "canary-of-a-query",
			body: "canary-in-a-body",
		};
		const app = build({ env: PRODUCTION });
		const ask = (path: string) =>
			request(app.handler)
				.get(`${path}?access_token=${canaries.query}`)
				.set("x-api-key", canaries.key)
				.set("authorization", `Bearer ${canaries.token}`)
				.set("cookie", `session=${canaries.query}`);
		for (const path of ["/v1/fail", "/v1/reader", "/v1/gameServer", "/v1/nowhere", "/v1/fail-late"]) {
			await ask(path).catch(() => undefined);
		}
		await request(app.handler).get("/v1/fail").set("x-api-key", "the-key-of-the-game");
		expect(app.lines().length).toBeGreaterThan(6);
		for (const canary of Object.values(canaries)) expect(app.text()).not.toContain(canary);
		expect(app.text()).not.toContain("the-key-of-the-game");
		expect(app.text()).toContain("broken by [redacted] Bearer [redacted]");
	});

	it("[ED21] shows no secret of the settings, whatever part of the program logs it", () => {
		const { logger, text } = keepingLogger(PRODUCTION);
		logger.info({ secret: PRODUCTION.JWT_SECRET, deep: { keys: ["the-next-key"] } }, "the-key-of-the-game");
		logger.child({ secret: PRODUCTION.JWT_SECRET }).error({ err: new Error("the-next-key") }, "x");
		expect(text()).not.toMatch(/thirty-two|the-next-key|the-key-of/);
		expect(text().split("[redacted]").length).toBeGreaterThan(5);
	});

	it("[ED21] shows neither the address of Redis nor the password in it", () => {
		const REDIS_URL = "redis://user:pass-canary@redis.example:6379";
		const { logger, text } = keepingLogger({ QUEUE_ENGINE: "redis", REDIS_URL });
		logger.warn({ url: REDIS_URL }, "AUTH pass-canary failed");
		expect(text()).not.toContain("canary");
		expect(text()).toContain("AUTH [redacted] failed");
	});
});
