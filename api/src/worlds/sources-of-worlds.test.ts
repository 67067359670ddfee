import { describe, expect, it } from "vitest";
import { at, numbered, payload, person } from "../snapshots/test-payloads.js";
import { remembered, testWorlds } from "./test-worlds.js";

const people = (x: number) => ({ humanContext: { A: person(x), B: person(2) } });

function refusal(code: string) {
	return expect.objectContaining({ name: "Refusal", code });
}

describe("sources that fall silent", () => {
	const crowd = {
		humanContext: { X: person(1), Y: person(2) },
		clusters: [{ id: "x", members: ["X", "Y"], npcs: 2, players: 0 }],
	};

	it("[WD7] are removed with all that they said, as a tick of its own", async () => {
		const to = testWorlds({ sourceTimeoutSeconds: 60 });
		await to.ingest(numbered(1, crowd));
		to.clock.now += 30;
		await to.ingest(payload(people(1)));
		to.clock.now += 40;
		await to.worlds.sweep();
		const memory = await to.memory();
		expect([...memory.peopled.state.entities.keys()]).toEqual(["A", "B"]);
		expect(memory.peopled.state.clusters.size).toBe(0);
		expect(memory.tick).toBe(3);
		expect(memory.latest).toMatchObject({ timestamp: 1_070, limitedCast: { entityRemoved: ["X", "Y"] } });
		await expect(to.ingest(numbered(2, { kind: "delta" }))).rejects.toEqual(refusal("need_full"));
		expect(remembered(await to.restart().memory())).toEqual(remembered(memory));
	});

	it("[WD7] are those that said nothing, not those whose payloads changed nothing", async () => {
		const to = testWorlds({ sourceTimeoutSeconds: 60 });
		await to.ingest(numbered(1, crowd));
		for (let seq = 2; seq < 6; seq += 1) {
			to.clock.now += 50;
			await to.ingest(numbered(seq, { kind: "delta" }));
			await to.worlds.sweep();
		}
		expect((await to.memory()).tick).toBe(1);
	});

	it("[WD7] are not looked for in the time in which the service was away", async () => {
		const to = testWorlds({ sourceTimeoutSeconds: 60 });
		await to.ingest(numbered(1, crowd));
		const later = to.restart();
		later.clock.now += 10_000;
		await later.memory();
		await later.worlds.sweep();
		expect((await later.memory()).peopled.state.entities.size).toBe(2);
		later.clock.now += 61;
		await later.worlds.sweep();
		expect((await later.memory()).peopled.state.entities.size).toBe(0);
	});

	it("[WD7] with nobody left to remove make no tick", async () => {
		const to = testWorlds({ sourceTimeoutSeconds: 60 });
		await to.ingest(numbered(1, {}));
		to.clock.now += 100;
		await to.worlds.sweep();
		expect((await to.memory()).tick).toBe(1);
		await expect(to.ingest(numbered(2, { kind: "delta" }))).rejects.toEqual(refusal("need_full"));
	});
});

describe("lastSeen and lastMoved", () => {
	it("[WD14] follow what is heard: a full or delta sees all of a source, a cluster's update those it names", async () => {
		const to = testWorlds();
		const seen = async (id: string) => {
			const { sightings, peopled } = await to.memory();
			return sightings.lastSeen(peopled.state.entities.get(id)!);
		};
		await to.ingest(numbered(1, { ...people(1), timestamp: 100 }));
		await to.ingest(numbered(2, { kind: "delta", timestamp: 110 }));
		expect([await seen("A"), await seen("B")]).toEqual([110, 110]);
		const clusters = [{ id: "c", members: ["A", "C"], npcs: 2, players: 0 }];
		await to.ingest(numbered(3, { kind: "cluster_update", timestamp: 120, clusters }));
		expect([await seen("A"), await seen("B"), await seen("C")]).toEqual([120, 110, 120]);
		await to.ingest(numbered(4, { kind: "delta", timestamp: 90 }));
		expect([await seen("A"), await seen("B")]).toEqual([120, 110]);
	});

	it("[WD14] tell a move below the threshold as seen and not as moved", async () => {
		const to = testWorlds();
		await to.ingest(payload({ ...people(1), timestamp: 100 }));
		await to.ingest(payload({ ...people(1.05), timestamp: 110 }));
		const { tracks, sightings, peopled } = await to.memory();
		expect(tracks.lastMoved("A")).toBe(100);
		expect(sightings.lastSeen(peopled.state.entities.get("A")!)).toBe(110);
		await to.ingest(payload({ ...people(1.2), timestamp: 120 }));
		expect(tracks.lastMoved("A")).toBe(120);
		expect(tracks.lastMoved("B")).toBe(100);
	});

	it("[WD13] keep a member's positions, and forget them with it", async () => {
		const to = testWorlds();
		for (const [index, x] of [1, 2, 2, 5].entries())
			await to.ingest(payload({ ...people(x), timestamp: 100 + index }));
		const { tracks } = await to.memory();
		expect(tracks.points("A", { since: 0, limit: 10 })).toEqual([
			{ at: 100, position: at(1) },
			{ at: 101, position: at(2) },
			{ at: 103, position: at(5) },
		]);
		await to.ingest(payload({ humanContext: { B: person(2) } }));
		expect(tracks.points("A", { since: 0, limit: 10 })).toEqual([]);
	});
});
