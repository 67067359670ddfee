import { afterEach, describe, expect, it, vi } from "vitest";
import { createFatefulLog, type FatefulView } from "../log/testing/fateful-log.js";
import { at, canonical, countingIds, numbered, person } from "../snapshots/test-payloads.js";
import { parseEntry, worldTopic } from "./restore-world.js";
import { WORLD } from "./test-worlds.js";
import type { ArchivedWorld, WorldMemory } from "./world-memory.js";
import { fullStateOf } from "./world-memory.js";
import { createWorlds, type Worlds, type WorldsDeps } from "./worlds.js";

const TOPIC = worldTopic(WORLD);
const USER = "1000001";
const people = (x: number) => ({ humanContext: { A: person(x), B: person(2) } });
const withUser = {
	humanContext: {
		A: person(1),
		Robin: { id: USER, type: "player" as const, position: at(3), location: "Market" },
	},
	events: [{ id: "hello", type: "wave", actor: "Robin", at: 1 }],
};

const running: Worlds[] = [];
afterEach(async () => {
	for (const worlds of running.splice(0)) await worlds.close();
});

const clock = { now: 1_000 };

function instance(log: FatefulView, options: Partial<WorldsDeps> = {}) {
	const reports: string[] = [];
	const worlds = createWorlds({
		log,
		now: () => clock.now,
		newId: countingIds(),
		report: (text) => void reports.push(text),
		sourceTimeoutSeconds: 60,
		...options,
	});
	running.push(worlds);
	return {
		log,
		worlds,
		reports,
		ingest: (body: unknown) => worlds.ingest(WORLD, canonical(body)),
		memory: async () => (await worlds.open(WORLD)).memory as Readonly<WorldMemory>,
	};
}

async function entries(log: FatefulView) {
	const head = await log.head(TOPIC);
	const read = await log.read(TOPIC, { ...head, offset: (await log.oldest(TOPIC)) - 1 }, 1_000);
	return read.ok ? read.entries.map(({ data }) => parseEntry(data)) : [];
}

describe("a world on several instances", () => {
	it("[WD17] tells listeners everywhere of each tick, whoever made it", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		await one.ingest(numbered(1, people(1)));
		await two.memory();
		const ticks: number[] = [];
		two.worlds.onTick(({ memory }) => ticks.push(memory.tick));
		for (const seq of [2, 3, 4]) await one.ingest(numbered(seq, people(seq * 3)));
		await vi.waitFor(() => expect(ticks).toEqual([2, 3, 4]));
		const { tracks, peopled, sightings } = await two.memory();
		expect(tracks.points("A", { since: 0, limit: 9 })).toHaveLength(4);
		expect(sightings.lastSeen(peopled.state.entities.get("A")!)).toBe(100);
	});

	it("[WD17] is listed everywhere, whoever was told of it", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		await Promise.all([
			one.worlds.ingest("a", canonical(numbered(1, people(1)))),
			two.worlds.ingest("b", canonical(numbered(1, people(1)))),
		]);
		for (const { worlds } of [one, two]) {
			expect((await worlds.list()).map(({ id }) => id).sort()).toEqual(["a", "b"]);
		}
	});

	it("[WD3] logs what changes nothing too, so that all know its number and that its sender is there", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		await one.ingest(numbered(1, people(1)));
		expect(await one.ingest(numbered(2, { kind: "delta" }))).toMatchObject({ tick: 2 });
		expect(await two.ingest(numbered(2, { kind: "delta" }))).toMatchObject({ duplicate: true });
		expect(await two.ingest(numbered(3, { ...people(9), kind: "delta" }))).toMatchObject({ tick: 3 });
	});

	it("[WD7] removes a silent source once, and not one that another instance hears", async () => {
		const log = createFatefulLog();
		const [one, two, three] = [instance(log.view()), instance(log.view()), instance(log.view())];
		await one.ingest(numbered(1, people(1)));
		await two.ingest({ ...numbered(1, { humanContext: { X: person(9) } }), serverId: "s2" });
		await three.memory();
		clock.now += 50;
		await two.ingest({ ...numbered(2, { kind: "delta" }), serverId: "s2" });
		clock.now += 20;
		await Promise.all([one, two, three].map(({ worlds }) => worlds.sweep()));
		const told = await entries(log.view());
		expect(told.flatMap(({ silent }) => silent ?? [])).toEqual(["s1"]);
		for (const { memory } of [one, two, three]) {
			expect([...(await memory()).peopled.state.entities.keys()]).toEqual(["X"]);
		}
	});

	it("[ER4] forgets a user on all of them, and asks their servers for everything again", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		await one.ingest(numbered(1, withUser));
		expect(JSON.stringify((await two.memory()).latest)).toContain(USER);
		expect(await one.worlds.eraseUser(USER)).toEqual([WORLD]);
		expect(await entries(log.view())).toEqual([]);
		const { latest, peopled, tracks } = await two.memory();
		expect(latest).toBeUndefined();
		expect(fullStateOf(peopled.state).entities.map(({ id }) => id)).toEqual(["A"]);
		expect(tracks.points(USER, { since: 0, limit: 9 })).toEqual([]);
		await expect(two.ingest(numbered(2, { kind: "delta" }))).rejects.toMatchObject({ code: "need_full" });
		await two.ingest(numbered(2, people(1)));
		expect((await log.view().latestCheckpoint(TOPIC))?.value).not.toContain(USER);
	});

	it("[ER4] forgets what all hold of one who has left already", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		await one.ingest(numbered(1, withUser));
		await one.ingest(numbered(2, people(1)));
		expect(JSON.stringify((await two.memory()).latest)).toContain(USER);
		expect(await two.worlds.eraseUser(USER)).toEqual([WORLD]);
		for (const { memory } of [one, two]) expect((await memory()).latest).toBeUndefined();
		expect(await two.worlds.eraseUser(USER)).toEqual([]);
	});

	it("[WD18] is read from memory while the log is away, and not written", async () => {
		const log = createFatefulLog();
		const one = instance(log.view());
		await one.ingest(numbered(1, people(1)));
		one.log.setAway(true);
		expect((await one.memory()).tick).toBe(1);
		expect((await one.worlds.list()).map(({ id }) => id)).toEqual([WORLD]);
		await expect(one.ingest(numbered(2, people(5)))).rejects.toMatchObject({ code: "unavailable" });
		await expect(one.worlds.open("never read")).rejects.toMatchObject({ code: "unavailable" });
		one.log.setAway(false);
		expect(await one.ingest(numbered(2, people(5)))).toMatchObject({ tick: 2, duplicate: false });
	});

	it("[WD17] follows nothing any more once they are closed", async () => {
		const log = createFatefulLog();
		const one = instance(log.view());
		await one.ingest(numbered(1, people(1)));
		expect(one.log.watching()).toBeGreaterThan(0);
		await one.worlds.close();
		expect(one.log.watching()).toBe(0);
	});
});

describe("a world whose history was lost", () => {
	it("[WD19] goes on from memory: ticks rise, and no server is asked for anything", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		for (const seq of [1, 2, 3]) await one.ingest(numbered(seq, people(seq)));
		const before = await two.memory();
		const { cursor } = before;
		log.empty();
		const sent = numbered(4, { kind: "delta", humanContext: { A: person(9) } });
		expect(await two.ingest(sent)).toMatchObject({ tick: 4, duplicate: false });
		expect(await one.ingest(sent)).toMatchObject({ tick: 4, duplicate: true });
		const after = await one.memory();
		expect(after.cursor.epoch).not.toBe(cursor.epoch);
		expect(after.peopled.state.entities.get("A")?.position).toEqual(at(9));
		expect((await one.worlds.list()).map(({ id }) => id)).toEqual([WORLD]);
		const third = instance(log.view());
		expect((await third.memory()).tick).toBe(4);
		expect((await third.worlds.list()).map(({ id }) => id)).toEqual([WORLD]);
	});

	it("[WD19] ticks above what anybody showed, though another knew less of it", async () => {
		const log = createFatefulLog();
		const [one, two] = [instance(log.view()), instance(log.view())];
		await one.ingest(numbered(1, people(1)));
		await two.memory();
		two.log.setAway(true);
		for (const seq of [2, 3, 4]) await one.ingest(numbered(seq, people(seq)));
		one.log.setAway(true);
		log.empty();
		two.log.setAway(false);
		await expect(two.ingest(numbered(5, { ...people(9), kind: "delta" }))).rejects.toMatchObject({
			code: "need_full",
		});
		one.log.setAway(false);
		await vi.waitFor(async () => expect((await two.memory()).tick).toBe(5), 5_000);
		expect((await one.memory()).tick).toBe(5);
		expect(await two.ingest(numbered(6, people(9)))).toMatchObject({ tick: 6 });
	});

	const archived: ArchivedWorld = {
		tick: 500,
		timestamp: 90,
		state: JSON.stringify({
			entities: [{ id: "A", key: "A", name: "A", type: "npc", source: "s1", location: "Market" }],
			npcs: [],
			clusters: [],
			resources: [],
			buildings: [],
		}),
	};

	it("[WD23] goes on above the archived tick where nobody holds it, and asks its servers for everything", async () => {
		const log = createFatefulLog();
		const asked: string[] = [];
		const one = instance(log.view(), {
			restoreLost: (worldId) => {
				asked.push(worldId);
				return Promise.resolve(worldId === WORLD ? archived : undefined);
			},
		});
		const memory = await one.memory();
		expect(memory).toMatchObject({ tick: 500, timestamp: 90 });
		expect([...memory.peopled.state.entities.keys()]).toEqual(["A"]);
		await expect(one.ingest(numbered(7, { kind: "delta" }))).rejects.toMatchObject({ code: "need_full" });
		expect(await one.ingest(numbered(7, people(1)))).toMatchObject({ tick: 501 });
		expect((await one.worlds.open("new")).memory.tick).toBe(0);
		expect(await one.worlds.ingest("new", canonical(numbered(1, people(1))))).toMatchObject({ tick: 1 });
		const two = instance(log.view(), { restoreLost: () => Promise.reject(new Error("not asked")) });
		expect((await two.memory()).tick).toBe(501);
		expect(asked).toContain("new");
	});
});
