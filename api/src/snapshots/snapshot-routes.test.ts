import { createGzip, gzipSync } from "node:zlib";
import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import supertest from "supertest";
import { describe, expect, it } from "vitest";
import { testEdge } from "../worlds/test-edge.js";
import type { TestEdge } from "../worlds/test-edge.js";
import { describeSnapshots } from "./describe-snapshots.js";
import { MAX_BODY_BYTES } from "./snapshot-limits.js";
import { fixture, numbered, payload, person } from "./test-payloads.js";

const PATH = "/v1/snapshot/game";

interface Sending {
	readonly path?: string;
	readonly headers?: Record<string, string>;
}

function post(edge: TestEdge, body: string | Buffer, { path = PATH, headers = {} }: Sending = {}) {
	const sent = supertest(edge.app)
		.post(path)
		.set({ "x-api-key": "key", "content-type": "application/json", ...headers });
	return sent.serialize((data: unknown) => data as string).send(body);
}

function postJson(edge: TestEdge, body: unknown) {
	return post(edge, JSON.stringify(body));
}

/** The entries of every topic, as one text. */
async function everything(edge: TestEdge) {
	return JSON.stringify([edge.log.entries("world:default"), (await edge.worlds.open("default")).memory.tick]);
}

describe("the ingest", () => {
	it.each([PATH, "/letta/v1/snapshot/game"])("[SN1] takes payloads at %s", async (path) => {
		const edge = testEdge();
		const taken = await post(edge, fixture("per-member-positions.json"), { path });
		expect(taken.status).toBe(200);
		expect(taken.headers["content-type"]).toMatch(/^application\/json/);
		expect(taken.body).toEqual({
			ok: true,
			world: "default",
			tick: 1,
			accepted: { members: 4, clusters: 1, events: 1 },
			missingPositions: [],
			ignored: [],
			watchers: 0,
		});
	});

	it("[SN1] takes the payload that once broke on a group without members", async () => {
		const edge = testEdge();
		const taken = await post(edge, fixture("legacy-single-position.json"));
		expect(taken.status).toBe(200);
		expect(taken.body).toMatchObject({
			accepted: { members: 4, clusters: 1 },
			missingPositions: ["Goldie", "Noobster", "Diamond"],
		});
		const again = await post(edge, fixture("legacy-single-position.json"));
		expect(again.body).toMatchObject({ tick: 1, missingPositions: ["Goldie", "Noobster", "Diamond"] });
	});

	it("[SN22] confirms an update of a cluster, in both forms", async () => {
		const edge = testEdge();
		expect((await post(edge, fixture("cluster-update-envelope.json"))).body).toMatchObject({
			ok: true,
			confirmed: true,
			clusterId: "cluster-1",
			tick: 1,
		});
		const clusters = [{ members: ["A", "B"], npcs: 2, players: 0 }];
		expect((await postJson(edge, payload({ kind: "cluster_update", clusters }))).body).toMatchObject({
			confirmed: true,
			clusterId: "new-1",
			tick: 2,
		});
		expect((await postJson(edge, payload({ kind: "cluster_update" }))).body).not.toHaveProperty("clusterId");
		expect((await postJson(edge, payload())).body).not.toHaveProperty("confirmed");
	});

	it("[SN22] confirms the repeat of an update too", async () => {
		const edge = testEdge();
		const clusters = [{ id: "c", members: ["A", "B"], npcs: 2, players: 0 }];
		await postJson(edge, numbered(1));
		const update = numbered(2, { kind: "cluster_update", clusters });
		expect((await postJson(edge, update)).body).not.toHaveProperty("duplicate");
		expect((await postJson(edge, update)).body).toMatchObject({
			duplicate: true,
			confirmed: true,
			clusterId: "c",
		});
	});

	it("[SN22] says how many readers the world has", async () => {
		const edge = testEdge();
		edge.readers.set("world:town", 3);
		const taken = await postJson(edge, payload({ world: "town" }));
		expect(taken.body).toMatchObject({ world: "town", watchers: 3 });
	});

	it("[SN20] asks for a full snapshot after a gap", async () => {
		const refused = await postJson(testEdge(), numbered(4, { kind: "delta" }));
		expect(refused.status).toBe(409);
		expect(refused.body).toMatchObject({ needFull: true });
	});

	it("[SN21] takes no payload from whom the guard refuses, nor reads it", async () => {
		expect((await post(testEdge(), "{", { headers: { "x-api-key": "wrong" } })).status).toBe(401);
	});

	it.each([
		["no-timestamp.json", ["timestamp"]],
		["members-not-an-array.json", ["clusters[0].members"]],
		["position-as-text.json", ["humanContext.Kaiden.position.x"]],
		["prototype-key.json", ["humanContext.__proto__"]],
		["not-a-number.json", undefined],
		["not-json.json", undefined],
	])("[SN2] refuses %s and applies nothing", async (name, places) => {
		const edge = testEdge();
		await post(edge, fixture("per-member-positions.json"));
		const before = await everything(edge);
		const refused = await post(edge, fixture(`bad/${name}`));
		expect(refused.status).toBe(400);
		expect((refused.body as { code: string }).code).toBe(places ? "invalid" : "malformed");
		const { errors } = refused.body as { errors?: { path: string }[] };
		expect(errors?.map(({ path }) => path)).toEqual(places);
		expect(await everything(edge)).toBe(before);
	});

	it("[WD2] answers 503 where the log cannot be written to", async () => {
		const edge = testEdge();
		edge.log.failure = new Error("disk full");
		expect((await postJson(edge, payload({ humanContext: { A: person(1) } }))).status).toBe(503);
	});
});

describe("the body of an ingest", () => {
	const body = JSON.stringify(payload({ humanContext: { "Zoë 🎩": person(1) } }));

	it("[SN21] may be zipped", async () => {
		const edge = testEdge();
		expect((await post(edge, gzipSync(body), { headers: { "content-encoding": "gzip" } })).status).toBe(200);
		const { memory } = await edge.worlds.open("default");
		expect([...memory.peopled.state.entities.keys()]).toEqual(["Zoë 🎩"]);
	});

	it.each([
		["text/plain", 415],
		["application/x-www-form-urlencoded", 415],
		["", 415],
		["application/json; charset=latin1", 415],
		["application/json; charset=utf-16", 415],
		["application/json; charset=utf-8", 200],
		['application/json; charset="UTF-8"; x=y', 200],
		["application/problem+json", 200],
	])("[SN21] of content type %j is answered %i", async (type, status) => {
		expect((await post(testEdge(), Buffer.from(body), { headers: { "content-type": type } })).status).toBe(
			status,
		);
	});

	it.each([
		["nothing", ""],
		["half of it", body.slice(0, -1)],
		["NaN", '{"timestamp": NaN}'],
		["no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
	])("[SN21] that holds %s is malformed", async (_, bad) => {
		const refused = await post(testEdge(), bad);
		expect(refused.status).toBe(400);
		expect((refused.body as { code: string }).code).toBe("malformed");
	});

	it.each([
		["is no gzip", Buffer.from("not zipped"), "gzip"],
		["ends too early", gzipSync(body).subarray(0, 40), "gzip"],
	])("[SN21] that %s is malformed", async (_, bad, encoding) => {
		const refused = await post(testEdge(), bad, { headers: { "content-encoding": encoding } });
		expect(refused.status).toBe(400);
		expect((refused.body as { code: string }).code).toBe("malformed");
	});

	it("[SN21] in an encoding that nobody knows is refused as such", async () => {
		expect((await post(testEdge(), body, { headers: { "content-encoding": "lzma" } })).status).toBe(415);
	});

	it("[SN6] may have 4 MiB and no more, zipped or not", async () => {
		const edge = testEdge();
		const sized = (bytes: number) => {
			const text = JSON.stringify(payload({ humanContext: { A: { location: "" } } }));
			return text.replace('"location":""', `"location":"${"x".repeat(bytes - text.length)}"`);
		};
		expect((await post(edge, sized(MAX_BODY_BYTES))).status).toBe(200);
		expect((await post(edge, sized(MAX_BODY_BYTES + 1))).status).toBe(413);
		expect(
			(await post(edge, gzipSync(sized(MAX_BODY_BYTES)), { headers: { "content-encoding": "gzip" } })).status,
		).toBe(200);
		expect(
			(await post(edge, gzipSync(sized(MAX_BODY_BYTES + 1)), { headers: { "content-encoding": "gzip" } }))
				.status,
		).toBe(413);
	});

	it("[SN6] that would inflate without end is cut off while inflating", async () => {
		const server = testEdge().app.listen(0, "127.0.0.1");
		await once(server, "listening");
		const { port } = server.address() as AddressInfo;
		const headers = { "x-api-key": "key", "content-type": "application/json", "content-encoding": "gzip" };
		const sent = request({ port, path: PATH, method: "POST", headers });
		const bomb = createGzip({ level: 9 });
		bomb.pipe(sent);
		// A hundred megabytes of spaces, of which the server may look at four.
		const piece = Buffer.alloc(1024 * 1024, " ");
		const before = process.memoryUsage().rss;
		for (let written = 0; written < 100; written += 1) if (!bomb.write(piece)) await once(bomb, "drain");
		bomb.end();
		const [answer] = (await once(sent, "response")) as [{ statusCode: number; resume: () => void }];
		answer.resume();
		expect(answer.statusCode).toBe(413);
		expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
		server.close();
		server.closeAllConnections();
	});

	it("[SN6] that is nested without end is refused, not followed", async () => {
		const deep = `{"timestamp":1,"clusters":[],"events":[],"humanContext":{"A":{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}}}`;
		const refused = await post(testEdge(), deep);
		expect(refused.status).toBe(400);
		expect((refused.body as { errors: unknown[] }).errors).toHaveLength(1);
	});
});

describe("the description of the ingest", () => {
	it("[SN22] names both paths, their body and their answers", () => {
		const registry = new OpenAPIRegistry();
		describeSnapshots(registry);
		const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
			openapi: "3.1.0",
			info: { title: "test", version: "0" },
		});
		expect(Object.keys(document.paths ?? {})).toEqual([PATH, "/letta/v1/snapshot/game"]);
		const text = JSON.stringify(document.paths?.[PATH]);
		for (const word of ["humanContext", "cluster_update", "missingPositions", "409"])
			expect(text).toContain(word);
	});
});
