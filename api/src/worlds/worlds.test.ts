import { describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { at, canonical, numbered, payload, person } from "../snapshots/test-payloads.js";
import { parseEntry } from "./restore-world.js";
import { WORLD, remembered, testWorlds } from "./test-worlds.js";
import type { World } from "./worlds.js";

const TOPIC = `world:${WORLD}`;
const people = (x: number) => ({ humanContext: { A: person(x), B: person(2) } });

function refusal(code: string) {
	return expect.objectContaining({ name: "Refusal", code });
}

describe("taking a payload", () => {
	it("[WD1] logs what changed, with its sender's place, and answers", async () => {
		const to = testWorlds();
		const body = numbered(1, {
			...people(1),
			clusters: [{ id: "c", members: ["A", "C"], npcs: 2, players: 0 }],
		});
		expect(await to.ingest(body)).toEqual({
			tick: 1,
			accepted: { members: 3, clusters: 1, events: 0 },
			missingPositions: ["C"],
			ignored: [],
			duplicate: false,
			clusterIds: ["c"],
		});
		const [entry] = to.log.entries(TOPIC);
		expect(entry?.type).toBe("snapshot");
		expect(parseEntry(entry!.data)).toMatchObject({
			worldId: WORLD,
			tick: 1,
			timestamp: 100,
			source: { serverId: "s1", epoch: "a", seq: 1 },
			limitedCast: { entityCreated: [{ id: "A", type: "npc", position: at(1) }, { id: "B" }, { id: "C" }] },
		});
	});

	it("[WD1] shows and answers nothing before the log holds it", async () => {
		const to = testWorlds();
		await to.ingest(payload(people(1)));
		let open: () => void = () => undefined;
		to.log.gate = new Promise((resolve) => (open = resolve));
		let answered = false;
		const ingested = to.ingest(payload(people(9))).then(() => (answered = true));
		await new Promise((resolve) => setImmediate(resolve));
		expect(answered).toBe(false);
		expect((await to.memory()).peopled.state.entities.get("A")?.position).toEqual(at(1));
		expect((await to.memory()).tick).toBe(1);
		open();
		await ingested;
		expect((await to.memory()).peopled.state.entities.get("A")?.position).toEqual(at(9));
		expect((await to.memory()).cursor).toEqual({ epoch: "e1", offset: 2 });
	});

	it("[WD1] tells listeners of each tick once its memory shows it, until they stop", async () => {
		const to = testWorlds();
		const ticks: string[] = [];
		const listen = (world: World) => ticks.push(`${world.id} ${world.memory.tick}`);
		const stop = to.worlds.onTick(listen);
		to.worlds.onTick(listen);
		await to.ingest(payload(people(1)));
		await to.ingest(payload(people(1)));
		expect(ticks).toEqual([`${WORLD} 1`, `${WORLD} 1`]);
		stop();
		await to.ingest(payload(people(9)));
		expect(ticks.slice(2)).toEqual([`${WORLD} 2`]);
	});

	it("[WD2] changes nothing where the log refuses, and takes the retry", async () => {
		const to = testWorlds();
		await to.ingest(numbered(1, people(1)));
		const before = remembered(await to.memory());
		to.log.failure = new Error("disk full");
		await expect(to.ingest(numbered(2, people(9)))).rejects.toEqual(refusal("unavailable"));
		await expect(to.ingest(numbered(2, people(9)))).rejects.toMatchObject({
			options: { retryAfterSeconds: 1 },
		});
		expect(remembered(await to.memory())).toEqual(before);
		to.log.failure = undefined;
		expect(await to.ingest(numbered(2, people(9)))).toMatchObject({ tick: 2, duplicate: false });
	});

	it("[WD3] logs nothing where nothing changes, but takes its number", async () => {
		const to = testWorlds();
		await to.ingest(numbered(1, people(1)));
		expect(await to.ingest(numbered(2, people(1.05)))).toMatchObject({ tick: 1, accepted: { members: 2 } });
		expect(to.log.entries(TOPIC)).toHaveLength(1);
		expect(await to.ingest(numbered(2, people(5)))).toMatchObject({ duplicate: true, tick: 1 });
		expect(await to.ingest(numbered(3, { ...people(5), kind: "delta" }))).toMatchObject({ tick: 2 });
	});

	it("[WD3] logs the first payload of an epoch even so", async () => {
		const to = testWorlds();
		await to.ingest(numbered(1));
		expect(to.log.entries(TOPIC)).toHaveLength(1);
		const later = to.restart();
		expect(await later.ingest(numbered(1, people(1)))).toMatchObject({ duplicate: true });
		expect(await later.ingest(numbered(2, { ...people(1), kind: "delta" }))).toMatchObject({
			duplicate: false,
		});
	});

	it("[SN20] refuses a delta after a gap, and changes nothing", async () => {
		const to = testWorlds();
		await expect(to.ingest(numbered(1, { kind: "delta" }))).rejects.toEqual(refusal("need_full"));
		await to.ingest(numbered(1, people(1)));
		const before = remembered(await to.memory());
		const late = to.ingest(numbered(3, { ...people(9), kind: "delta" }));
		await expect(late).rejects.toMatchObject({ code: "need_full", options: { extra: { needFull: true } } });
		expect(remembered(await to.memory())).toEqual(before);
		expect(await to.ingest(numbered(4, people(9)))).toMatchObject({ tick: 2 });
	});

	it("[SN20] answers a repeat with the tick of now, and the cluster that it is about", async () => {
		const to = testWorlds();
		const update = numbered(2, {
			kind: "cluster_update",
			clusters: [{ id: "c", members: ["A", "B"], npcs: 2, players: 0 }],
		});
		await to.ingest(numbered(1, people(1)));
		await to.ingest(update);
		await to.ingest(numbered(3, people(9)));
		expect(await to.ingest(update)).toEqual({
			tick: 3,
			accepted: { members: 0, clusters: 0, events: 0 },
			missingPositions: [],
			ignored: [],
			duplicate: true,
			clusterIds: ["c"],
		});
	});

	it("[SN13] answers the id of a cluster that came without one", async () => {
		const to = testWorlds();
		const cluster = { members: ["A", "B"], npcs: 2, players: 0 };
		expect((await to.ingest(payload({ clusters: [cluster] }))).clusterIds).toEqual(["new-1"]);
		expect((await to.ingest(payload({ clusters: [cluster] }))).clusterIds).toEqual(["new-1"]);
	});

	it("[WD4] takes an event once by its id, in one payload, another, or after a restart", async () => {
		const to = testWorlds({ checkpointEvery: 2 });
		const event = (id: string | undefined) => ({ id, type: "talk", actor: "A", at: 1 });
		const told = (...ids: (string | undefined)[]) => payload({ events: ids.map(event) });
		expect((await to.ingest(told("1", "1", "2"))).accepted.events).toBe(2);
		expect((await to.ingest(told("2", "3", undefined, undefined))).accepted.events).toBe(3);
		expect((await to.ingest(told("1", "2", "3"))).accepted.events).toBe(0);
		const later = to.restart();
		expect((await later.ingest(told("1", "2", "3", "4"))).accepted.events).toBe(1);
		const events = later.log.entries(TOPIC).flatMap(({ data }) => parseEntry(data).fullCast.events ?? []);
		expect(events.map(({ id }) => id)).toEqual(["1", "2", "3", undefined, undefined, "4"]);
	});

	it("[WD8] goes in the order in which payloads came, one after the other", async () => {
		const to = testWorlds();
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				to.ingest(numbered(index + 1, { kind: index === 0 ? "full" : "delta", ...people(index) })),
			),
		);
		expect(answers.map(({ tick }) => tick)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
		expect((await to.memory()).peopled.state.entities.get("A")?.position).toEqual(at(19));
	});

	it("[WD8] lets 64 payloads wait for the log and refuses more", async () => {
		const to = testWorlds();
		await to.ingest(numbered(1, people(1)));
		let open: () => void = () => undefined;
		to.log.gate = new Promise((resolve) => (open = resolve));
		const answers = Array.from({ length: 70 }, (_, index) =>
			to.ingest(numbered(index + 2, people(index * 3))),
		);
		const settled = Promise.allSettled(answers);
		await new Promise((resolve) => setImmediate(resolve));
		open();
		const refused = (await settled).filter(({ status }) => status === "rejected");
		expect(refused).toHaveLength(6);
		for (const { reason } of refused as PromiseRejectedResult[])
			expect(reason).toEqual(refusal("unavailable"));
	});

	it("[WD8] is no more after closing, which waits for what was handed over", async () => {
		const to = testWorlds();
		const ingested = to.ingest(payload(people(1)));
		await ingested;
		const last = to.ingest(payload(people(9)));
		await to.worlds.close();
		expect(to.log.entries(TOPIC).length).toBeGreaterThanOrEqual(1);
		await last;
		await expect(to.ingest(payload())).rejects.toBeInstanceOf(Refusal);
	});
});

describe("several worlds", () => {
	it("[WD9] do not know of one another", async () => {
		const { worlds } = testWorlds();
		await worlds.ingest("a", canonical(payload(people(1))));
		await worlds.ingest("b", canonical(payload({ humanContext: { X: person(1) } })));
		expect([...(await worlds.open("a")).memory.peopled.state.entities.keys()]).toEqual(["A", "B"]);
		expect([...(await worlds.open("b")).memory.peopled.state.entities.keys()]).toEqual(["X"]);
	});

	it("[WD9] are listed once they were told of, after a restart too; asking makes none", async () => {
		const to = testWorlds();
		await to.worlds.open("nowhere");
		await to.ingest(payload(people(1)));
		await expect(to.worlds.ingest("gap", canonical(numbered(5, { kind: "delta" })))).rejects.toBeInstanceOf(
			Refusal,
		);
		expect((await to.worlds.list()).map(({ id }) => id)).toEqual([WORLD]);
		const later = to.restart();
		expect((await later.worlds.list()).map(({ memory }) => memory.peopled.state.entities.size)).toEqual([2]);
		expect((await later.worlds.open("nowhere")).memory.cursor).toEqual({ epoch: "e1", offset: 0 });
	});

	it("[WD9] that could not be read are tried again", async () => {
		const to = testWorlds();
		await to.ingest(payload(people(1)));
		const later = to.restart();
		const { head } = to.log;
		const broken = { ...to.log, head: () => Promise.reject(new Error("disk")) };
		Object.assign(to.log, broken);
		await expect(later.memory()).rejects.toThrow("disk");
		await expect(later.ingest(payload(people(2)))).rejects.toThrow("disk");
		Object.assign(to.log, { head });
		expect((await later.memory()).tick).toBe(1);
	});
});
