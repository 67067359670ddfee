import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import express from "express";
import type { Express } from "express";
import supertest from "supertest";
import { beforeEach, describe, expect, it } from "vitest";
import { answerErrors, testGuards } from "../worlds/test-edge.js";
import { applyChanges } from "../worlds/change-tracker.js";
import type { FullChangeSet } from "../worlds/changes.js";
import { visibleEntity } from "../worlds/limited-cast.js";
import { parseFullState } from "../worlds/world-memory.js";
import { describeHistory } from "./describe-history.js";
import { createHistoryRoutes } from "./history-routes.js";
import { TOWN, testHistory, textOf } from "./testing/test-history.js";
import type { TestHistory } from "./testing/test-history.js";

const KEEP_SECONDS = 60;

let history: TestHistory;
let app: Express;

async function open(from: Promise<TestHistory>): Promise<void> {
	history = await from;
	const { worlds, manager } = history;
	const guards = testGuards();
	const { routes } = createHistoryRoutes({
		worlds,
		guards,
		manager,
		keepSeconds: KEEP_SECONDS,
		defaultWorld: TOWN,
	});
	app = express().use(routes).use(answerErrors);
}

function get(path: string, role: string | undefined = "visitor", headers: Record<string, string> = {}) {
	return supertest(app)
		.get(path)
		.set({ ...(role === "" ? {} : { "x-role": role }), ...headers });
}

beforeEach(async () => {
	await open(testHistory({ ttlSeconds: 100 }));
	await history.tick(25);
	await history.manager.idle();
});

describe("GET /world/snapshots", () => {
	const ticksOf = (body: unknown) =>
		(body as { snapshots: { tick: number }[] }).snapshots.map(({ tick }) => tick);

	it("[SM40] gives what each tick of a range changed, both ends included", async () => {
		const { status, body, headers } = await get("/world/snapshots?from=3&to=4");
		expect([status, headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
		const { id, memory } = await history.worlds.open(TOWN);
		const [third] = (body as { snapshots: object[] }).snapshots;
		expect(Object.keys(third!)).toEqual(["worldId", "tick", "timestamp", "limitedCast"]);
		expect(body).toMatchObject({ snapshots: [{ worldId: id, tick: 3, timestamp: 1_000 }, { tick: 4 }] });
		const newest = await get("/world/snapshots?from=25&to=25&cast=full", "observer");
		expect(newest.body).toEqual({ snapshots: [{ ...memory.latest, fullCast: memory.latest!.fullCast }] });
		expect(ticksOf((await get("/world/snapshots?from=1&to=25")).body)).toHaveLength(25);
	});

	it("[SM40] gives what there is of ticks before the first and after the newest", async () => {
		expect(ticksOf((await get("/world/snapshots?from=0&to=2")).body)).toEqual([1, 2]);
		expect(ticksOf((await get("/world/snapshots?from=24&to=1000")).body)).toEqual([24, 25]);
		for (const range of ["from=0&to=0", "from=26&to=30", "world=nowhere&from=1&to=9"]) {
			expect((await get(`/world/snapshots?${range}`)).body).toEqual({ snapshots: [] });
		}
	});

	it("[SM41] says from which tick on a range is held, and where to start over", async () => {
		history.clock.now += 200;
		await history.tick(5);
		const answer = await get("/world/snapshots?from=25&to=27");
		expect(answer.status).toBe(410);
		expect(answer.body).toMatchObject({ code: "gone", oldestTick: 26, init: "/world/init?world=town" });
		expect(ticksOf((await get("/world/snapshots?from=26&to=30")).body)).toEqual([26, 27, 28, 29, 30]);
		history.clock.now += 200;
		expect((await get("/world/snapshots?from=30&to=30")).body).toMatchObject({ oldestTick: null });
	});

	it("[SM42] is read in order and whole however large the range", async () => {
		await history.tick(1_000);
		expect(ticksOf((await get("/world/snapshots?from=26&to=1025")).body)).toEqual(
			Array.from({ length: 1_000 }, (_, index) => index + 26),
		);
	});
});

describe("what is wrong with a request", () => {
	it.each([
		["/world/snapshots", ["from", "to"]],
		["/world/snapshots?from=1", ["to"]],
		["/world/snapshots?from=2&to=1", ["to"]],
		["/world/snapshots?from=-1&to=1", ["from"]],
		["/world/snapshots?from=1.5&to=x", ["from", "to"]],
		["/world/snapshots?from=&to=0x10", ["from", "to"]],
		["/world/snapshots?from=1&from=2&to=3", ["from"]],
		["/world/snapshots?from=1&to=1001", ["to"]],
		["/world/snapshots?from=1&to=9999999999999999999", ["to"]],
		["/world/snapshots?from=1&to=2&world=a/b&cast=all", ["world", "cast"]],
		["/v1/worlds/town/state", ["tick"]],
		["/v1/worlds/town/state?tick=-1", ["tick"]],
		["/v1/worlds/town/state?tick=1e3&cast=all", ["tick", "cast"]],
		["/v1/worlds/town/diff", ["from", "to"]],
		["/v1/worlds/town/diff?from=3&to=2", ["to"]],
		["/v1/worlds/a%2Fb/state?tick=1", ["world"]],
		["/v1/worlds/a%2Fb/history", ["world"]],
	])("[SM43] is named: %s", async (path, wrong) => {
		const answer = await get(path);
		expect(answer.status).toBe(400);
		expect((answer.body as { errors: { path: string }[] }).errors.map((error) => error.path).sort()).toEqual(
			[...wrong].sort(),
		);
	});

	it("[SM44] is who asks for what they may not read", async () => {
		for (const path of [
			"/world/snapshots?from=1&to=2",
			"/v1/worlds/town/state?tick=1",
			"/v1/worlds/town/diff?from=1&to=2",
		]) {
			expect((await get(path, "")).status).toBe(401);
			expect((await get(`${path}&cast=full`)).status).toBe(403);
			expect((await get(`${path}&cast=full`, "observer")).status).toBe(200);
		}
		expect((await get("/v1/worlds/town/history", "")).status).toBe(401);
	});
});

describe("GET /v1/worlds/:world/state", () => {
	it("[SM45] gives the state as it was, in either cast", async () => {
		for (const tick of [1, 13, 25]) {
			const { body } = await get(`/v1/worlds/town/state?tick=${tick}&cast=full`, "observer");
			const { fullState, ...about } = body as { fullState: object };
			expect(about).toEqual({ world: TOWN, tick, timestamp: 1_000 });
			expect(textOf(parseFullState(JSON.stringify(fullState)))).toBe(textOf(history.model.get(tick)!));
		}
		const { body } = await get("/v1/worlds/town/state?tick=25");
		const seen = [...history.model.get(25)!.entities.values()].map(visibleEntity);
		expect(body).toMatchObject({ fullState: { entities: expect.arrayContaining(seen) as object[] } });
		expect(Object.keys((body as { fullState: object }).fullState)).toEqual(["entities"]);
	});

	it("[SM46] may be kept by its reader alone, and is answered 304", async () => {
		const { headers } = await get("/v1/worlds/town/state?tick=3");
		expect(headers["cache-control"]).toBe(`private, max-age=${KEEP_SECONDS}, immutable`);
		const again = await get("/v1/worlds/town/state?tick=3", "visitor", { "if-none-match": headers["etag"]! });
		expect([again.status, again.text]).toEqual([304, ""]);
		const other = await get("/v1/worlds/town/state?tick=4", "visitor", { "if-none-match": headers["etag"]! });
		expect(other.status).toBe(200);
	});

	it("[SM41][SM45] is gone where it is not held, restored where it is archived, and not there yet", async () => {
		history.clock.now += 200;
		await history.tick(5);
		await history.manager.idle();
		await open(history.restart());
		const gone = await get("/v1/worlds/town/state?tick=19");
		expect(gone.status).toBe(410);
		expect(gone.body).toMatchObject({ oldestTick: 26, init: "/world/init?world=town" });
		const { body } = await get("/v1/worlds/town/state?tick=20&cast=full", "observer");
		const { fullState } = body as { fullState: object };
		expect(textOf(parseFullState(JSON.stringify(fullState)))).toBe(textOf(history.model.get(20)!));
		const early = await get("/v1/worlds/town/state?tick=31");
		expect([early.status, early.body as object]).toMatchObject([404, { newestTick: 30 }]);
		expect((await get("/v1/worlds/nowhere/state?tick=1")).status).toBe(404);
		expect((await get("/v1/worlds/nowhere/state?tick=0")).body).toMatchObject({
			tick: 0,
			fullState: { entities: [] },
		});
	});
});

describe("GET /v1/worlds/:world/diff", () => {
	it("[SM47] leads from one state to the other", async () => {
		for (const [from, to] of [
			[0, 25],
			[3, 4],
			[7, 21],
		] as const) {
			const before = await get(`/v1/worlds/town/state?tick=${from}&cast=full`, "observer");
			const diff = await get(`/v1/worlds/town/diff?from=${from}&to=${to}&cast=full`, "observer");
			const { changes, ...about } = diff.body as { changes: FullChangeSet };
			expect(about).toEqual({ world: TOWN, from, to });
			const state = parseFullState(JSON.stringify((before.body as { fullState: object }).fullState));
			expect(textOf(applyChanges(state, changes))).toBe(textOf(history.model.get(to)!));
		}
	});

	it("[SM47] is empty between a tick and itself, and shows visitors what can be seen", async () => {
		expect((await get("/v1/worlds/town/diff?from=5&to=5")).body).toMatchObject({ changes: {} });
		const { body } = await get("/v1/worlds/town/diff?from=0&to=1");
		expect(Object.keys((body as { changes: object }).changes)).toEqual(["entityCreated"]);
	});

	it("[SM41][SM47] is gone or not there yet where one of the ticks is", async () => {
		expect((await get("/v1/worlds/town/diff?from=5&to=26")).status).toBe(404);
		history.clock.now += 200;
		await history.tick(5);
		await history.manager.idle();
		await open(history.restart());
		expect((await get("/v1/worlds/town/diff?from=19&to=27")).body).toMatchObject({ oldestTick: 26 });
		expect((await get("/v1/worlds/town/diff?from=20&to=27")).status).toBe(200);
	});
});

describe("GET /v1/worlds/:world/history", () => {
	it("[SM48] tells which ticks are held and which are archived", async () => {
		expect((await get("/v1/worlds/town/history")).body).toEqual({
			world: TOWN,
			oldest: { tick: 1, timestamp: 1_000 },
			newest: { tick: 25, timestamp: 1_000 },
			archived: [
				{ tick: 10, timestamp: 1_000 },
				{ tick: 20, timestamp: 1_000 },
			],
		});
		expect((await get("/v1/worlds/nowhere/history")).body).toEqual({
			world: "nowhere",
			oldest: null,
			newest: null,
			archived: [],
		});
	});

	it("[SM48] is described, as are all others", () => {
		const registry = new OpenAPIRegistry();
		describeHistory(registry);
		const { paths } = new OpenApiGeneratorV31(registry.definitions).generateDocument({
			openapi: "3.1.0",
			info: { title: "test", version: "0" },
		});
		expect(Object.keys(paths ?? {})).toEqual([
			"/world/snapshots",
			"/v1/worlds/{world}/state",
			"/v1/worlds/{world}/diff",
			"/v1/worlds/{world}/history",
		]);
		expect(
			paths?.["/world/snapshots"]?.get?.parameters?.map((one) => "name" in one && [one.name, one.required]),
		).toEqual([
			["world", false],
			["cast", false],
			["from", true],
			["to", true],
		]);
	});
});
