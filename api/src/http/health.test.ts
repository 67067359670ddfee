import { Counter } from "prom-client";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { createMetrics } from "./metrics.js";
import { loadConfig } from "../config/config.js";
import { PRODUCTION, appBuilder } from "./test-app.js";
import { createTokens } from "./tokens.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

const probe = (name: string, required: boolean, ready: boolean) => ({
	name,
	required,
	check: () => ({ ready }),
});

describe("health", () => {
	it("[ED50] is alive whatever its engines are", async () => {
		const app = build({ probes: [probe("log", true, false)] });
		app.beginDrain();
		await request(app.handler).get("/healthz").expect(200, { status: "alive", connections: 0 });
	});

	it("[RL12] shows how many connections are open now", async () => {
		let streams = 3;
		const app = build({ streams: () => streams });
		const connections = async () => (await request(app.handler).get("/healthz")).body.connections;
		expect(await connections()).toBe(3);
		streams = 0;
		expect(await connections()).toBe(0);
	});

	it("[ED51] is ready when every required engine is, and degraded without another", async () => {
		const all = build({ probes: [probe("log", true, true), probe("bus", false, true)] });
		const { body } = await request(all.handler).get("/readyz").expect(200);
		expect(body).toEqual({
			status: "ready",
			probes: [
				{ name: "log", required: true, ready: true },
				{ name: "bus", required: false, ready: true },
			],
		});
		const some = build({ probes: [probe("log", true, true), probe("bus", false, false)] });
		expect((await request(some.handler).get("/readyz").expect(200)).body.status).toBe("degraded");
	});

	it("[ED51] is not ready without a required engine, and lists each", async () => {
		const app = build({ probes: [probe("log", true, false), probe("bus", false, true)] });
		const { body } = await request(app.handler).get("/readyz").expect(503);
		expect(body).toMatchObject({ status: 503, state: "not_ready", detail: "Not ready: log." });
		expect(body.probes).toHaveLength(2);
	});

	it("[ED52] is not ready while draining, though every engine is", async () => {
		const app = build({ probes: [probe("log", true, true)] });
		app.beginDrain();
		const { body } = await request(app.handler).get("/readyz").expect(503);
		expect(body).toMatchObject({ state: "draining", probes: [{ name: "log", ready: true }] });
	});
});

describe("metrics", () => {
	it("[ED53] measure requests by method, route template and status", async () => {
		const app = build();
		for (const id of ["1", "2", "none"]) await request(app.handler).get(`/v1/items/${id}`);
		await request(app.handler).get("/wp-admin");
		const { text, headers } = await request(app.handler).get("/metrics").expect(200);
		expect(headers["content-type"]).toMatch(/^text\/plain/);
		const count = (route: string, status: number): string =>
			`http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`;
		expect(text).toContain(`${count("/v1/items/:id", 200)} 2`);
		expect(text).toContain(`${count("/v1/items/:id", 404)} 1`);
		expect(text).toContain(`${count("none", 404)} 1`);
		expect(text).not.toContain("wp-admin");
	});

	it("[ED53] tell the state of the process", async () => {
		const { text } = await request(build().handler).get("/metrics");
		for (const name of [
			"nodejs_eventloop_lag_p99_seconds",
			"nodejs_heap_size_used_bytes",
			"process_resident_memory_bytes",
			"process_cpu_seconds_total",
		]) {
			expect(Number(new RegExp(`^${name} (.+)$`, "m").exec(text)?.[1]), name).toBeGreaterThan(0);
		}
	});

	it("[ED53] of features are shown with them, and those of one app in it alone", async () => {
		const metrics = createMetrics();
		const ticks = new Counter({ name: "earshot_ticks_total", help: "Ticks.", registers: [metrics.registry] });
		ticks.inc(3);
		const [one, other] = [build({ metrics }), build()];
		expect((await request(one.handler).get("/metrics")).text).toContain("earshot_ticks_total 3");
		expect((await request(other.handler).get("/metrics")).text).not.toContain("earshot_ticks_total");
		metrics.stop();
	});

	it("[ED54] are open in development, and in production to game servers and readers of everything alone", async () => {
		await request(build().handler).get("/metrics").expect(200);
		const { handler } = build({ env: PRODUCTION });
		const tokens = createTokens(loadConfig(PRODUCTION).jwt);
		const bearing = async (...roles: readonly string[]): Promise<string> =>
			`Bearer ${(await tokens.issue?.({ userId: "ana", roles }, 60))?.token}`;
		const look = (header: string, value: string) => request(handler).get("/metrics").set(header, value);

		const { body, text } = await request(handler).get("/metrics").expect(401);
		expect(body).toMatchObject({ status: 401, title: expect.any(String) });
		expect(text).not.toContain("http_request_duration_seconds");
		await look("x-api-key", "another").expect(401);
		await look("authorization", await bearing("player")).expect(403);
		for (const [header, value] of [
			["x-api-key", "the-key-of-the-game"],
			["authorization", await bearing("observer")],
			["authorization", await bearing("admin")],
		] as const) {
			expect((await look(header, value).expect(200)).text).toContain("http_request_duration_seconds");
		}
	});

	it("[ED54] count those who try keys", async () => {
		const { handler } = build({ env: { ...PRODUCTION, RATE_LIMIT_PER_MINUTE: "2" } });
		const statuses = [];
		for (const key of ["a", "b", "c"]) {
			statuses.push((await request(handler).get("/metrics").set("x-api-key", key)).status);
		}
		expect(statuses).toEqual([401, 401, 429]);
		await request(handler).get("/healthz").expect(200);
	});
});
