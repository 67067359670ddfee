import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import supertest from "supertest";
import { beforeEach, describe, expect, it } from "vitest";
import { at, canonical, payload, person } from "../snapshots/test-payloads.js";
import { describeWorlds } from "./describe-worlds.js";
import { testEdge } from "./test-edge.js";
import type { TestEdge } from "./test-edge.js";
import { TRACK_POINTS } from "./world-memory.js";

let edge: TestEdge;

const ann = { id: "1", name: "Ann the Bold", mood: "calm", type: "npc" as const };
const cluster = { id: "c", members: ["Ann", "Bo"], npcs: 1, players: 1, formed: 50, location: "Market" };

async function tell(parts: object, world = "default") {
	await edge.worlds.ingest(world, canonical(payload(parts)));
}

function get(path: string, role: string | undefined = "visitor", headers: Record<string, string> = {}) {
	return supertest(edge.app)
		.get(path)
		.set({ ...(role === "" ? {} : { "x-role": role }), ...headers });
}

beforeEach(async () => {
	edge = testEdge();
	await tell({
		timestamp: 100,
		humanContext: { Ann: person(1, ann), Bo: { type: "player", location: "Square" } },
		clusters: [cluster],
	});
});

describe("GET /world/init", () => {
	it("[WD10] gives what can be seen, and the cursor from which changes lead on", async () => {
		const answer = await get("/world/init");
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({
			fullState: {
				entities: [
					{ id: "1", type: "npc", position: at(1) },
					{ id: "Bo", type: "player" },
				],
			},
			currentTick: 1,
			latestSnapshot: {
				tick: 1,
				timestamp: 100,
				changes: {
					entityCreated: [
						{ id: "1", type: "npc", position: at(1) },
						{ id: "Bo", type: "player" },
					],
				},
			},
			cursor: "e1:1",
		});
	});

	it("[WD10] gives everything to those who may read it", async () => {
		const answer = await get("/world/init?cast=full", "observer");
		expect(answer.body).toMatchObject({
			fullState: {
				entities: [{ id: "1", key: "Ann", name: "Ann the Bold", cluster: "c" }, { id: "Bo" }],
				npcs: [{ id: "1", mood: "calm" }, { id: "Bo" }],
				clusters: [{ id: "c", members: ["1", "Bo"], formed: 50 }],
				resources: [],
				buildings: [],
			},
			latestSnapshot: { changes: { entities: { created: [{ id: "1" }, { id: "Bo" }] } } },
		});
		expect((await get("/world/init?cast=full")).status).toBe(403);
		expect((await get("/world/init", "")).status).toBe(401);
	});

	it("[WD10] of a world that nobody has told of is empty", async () => {
		expect((await get("/world/init?world=later")).body).toEqual({
			fullState: { entities: [] },
			currentTick: 0,
			latestSnapshot: null,
			cursor: "e1:0",
		});
	});

	it("[WD10] is answered 304 until something changes, for each cast on its own", async () => {
		const { headers } = await get("/world/init");
		const etag = headers["etag"]!;
		expect(headers["cache-control"]).toBe("private, no-cache");
		const unchanged = await get("/world/init", "visitor", { "if-none-match": etag });
		expect([unchanged.status, unchanged.text]).toEqual([304, ""]);
		expect((await get("/world/init?cast=full", "observer", { "if-none-match": etag })).status).toBe(200);
		await tell({ humanContext: { Ann: person(9, ann) } });
		const changed = await get("/world/init", "visitor", { "if-none-match": etag });
		expect(changed.status).toBe(200);
		expect(changed.body).toMatchObject({ currentTick: 2, cursor: "e1:2" });
	});

	it.each(["world=a/b", "world=", "cast=all", "world=a&world=b"])(
		"[WD12] refuses ?%s by its name",
		async (query) => {
			const answer = await get(`/world/init?${query}`);
			expect(answer.status).toBe(400);
			expect((answer.body as { errors: { path: string }[] }).errors[0]?.path).toBe(query.split("=")[0]);
		},
	);
});

describe("following a world", () => {
	it("[WD11] hands a view of the world to the doors", async () => {
		await get("/events?world=town");
		await get("/v1/worlds/town/changes?cast=full&cursor=x", "observer");
		expect(edge.served.map(({ door, view }) => [door, view.topic, view.key])).toEqual([
			["sse", "world:town", "world:limited"],
			["longPoll", "world:town", "world:full"],
		]);
	});

	it("[WD11] is for readers, and everything for those who may read it", async () => {
		for (const path of ["/events", "/v1/worlds/default/changes"]) {
			expect((await get(path, "")).status).toBe(401);
			expect((await get(`${path}?cast=full`)).status).toBe(403);
		}
		expect(edge.served).toEqual([]);
	});
});

describe("members", () => {
	it("[WD12] are told with where they are and when they were seen", async () => {
		await tell({
			timestamp: 130,
			humanContext: { Ann: person(1, ann), Bo: { type: "player" } },
			clusters: [cluster],
		});
		expect((await get("/v1/worlds/default/members")).body).toEqual({
			members: [
				{
					id: "1",
					name: "Ann the Bold",
					type: "npc",
					position: at(1),
					cluster: "c",
					location: "Market",
					lastSeen: 130,
					lastMoved: 100,
				},
				{
					id: "Bo",
					name: "Bo",
					type: "player",
					position: null,
					cluster: "c",
					location: "Unknown",
					lastSeen: 130,
					lastMoved: null,
				},
			],
		});
	});

	it.each(["1", "Ann", "Ann the Bold"])("[WD12] are found by id, key or name: %s", async (name) => {
		const answer = await get(`/v1/worlds/default/members/${encodeURIComponent(name)}`);
		expect(answer.body).toMatchObject({ id: "1", name: "Ann the Bold" });
	});

	it("[WD12] are found by id before key, and by key before name", async () => {
		await tell({ humanContext: { one: person(1, { id: "x", name: "two" }), two: person(2, { id: "one" }) } });
		expect((await get("/v1/worlds/default/members/one")).body).toMatchObject({ id: "one" });
		expect((await get("/v1/worlds/default/members/two")).body).toMatchObject({ id: "one" });
	});

	it("[WD12] tell their mood to those who may read everything", async () => {
		expect((await get("/v1/worlds/default/members/1", "observer")).body).toHaveProperty("mood", "calm");
		expect((await get("/v1/worlds/default/members/1")).body).not.toHaveProperty("mood");
	});

	it("[WD12] that are not there are not found", async () => {
		expect((await get("/v1/worlds/default/members/nobody")).status).toBe(404);
		expect((await get("/v1/worlds/nowhere/members/1")).status).toBe(404);
		expect((await get("/v1/worlds/nowhere/members")).body).toEqual({ members: [] });
		expect((await get("/v1/worlds/a%2Fb/members")).status).toBe(400);
	});

	it("[WD13] have a track, from a time on and up to so many points", async () => {
		for (const x of [2, 3, 4]) await tell({ timestamp: 100 + x, humanContext: { Ann: person(x, ann) } });
		const track = "/v1/worlds/default/members/Ann/track";
		expect((await get(track)).body).toEqual({
			id: "1",
			track: [100, 102, 103, 104].map((time, index) => ({ at: time, position: at(index + 1) })),
		});
		expect((await get(`${track}?since=102`)).body).toMatchObject({ track: [{ at: 103 }, { at: 104 }] });
		expect((await get(`${track}?limit=1`)).body).toMatchObject({ track: [{ at: 104 }] });
		for (const bad of ["since=-1", "since=x", "limit=0", "limit=1.5", `limit=${TRACK_POINTS + 1}`]) {
			expect((await get(`${track}?${bad}`)).status).toBe(400);
		}
	});
});

describe("worlds and clusters", () => {
	it("[WD12] are listed", async () => {
		await tell({ timestamp: 7, humanContext: { X: person(1) } }, "town");
		expect((await get("/v1/worlds")).body).toEqual({
			worlds: [
				{ id: "default", tick: 1, members: 2, clusters: 1, lastSeen: 100 },
				{ id: "town", tick: 1, members: 1, clusters: 0, lastSeen: 7 },
			],
		});
		expect((await get("/v1/worlds/default/clusters")).body).toEqual({
			clusters: [
				{ id: "c", source: "", members: ["1", "Bo"], npcs: 1, players: 1, formed: 50, location: "Market" },
			],
		});
		expect((await get("/v1/worlds", "")).status).toBe(401);
	});

	it("[WD12] are described, each path of it", () => {
		const registry = new OpenAPIRegistry();
		describeWorlds(registry);
		const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
			openapi: "3.1.0",
			info: { title: "test", version: "0" },
		});
		expect(Object.keys(document.paths ?? {})).toEqual([
			"/world/init",
			"/events",
			"/v1/worlds",
			"/v1/worlds/{world}/changes",
			"/v1/worlds/{world}/members",
			"/v1/worlds/{world}/members/{name}",
			"/v1/worlds/{world}/members/{name}/track",
			"/v1/worlds/{world}/clusters",
		]);
	});
});
