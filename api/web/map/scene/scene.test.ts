import { describe, expect, it } from "vitest";
import { NO_WORLD, type SyncedEntity, type SyncedWorld } from "../../../client/index.js";
import { createScene, PULSE_MS } from "./scene.js";

const member = (id: string, x: number | undefined, more: Partial<SyncedEntity> = {}): SyncedEntity => ({
	id,
	type: "npc",
	...(x === undefined ? {} : { position: { x, y: 0, z: 0 } }),
	...more,
});

function worldOf(
	entities: readonly SyncedEntity[],
	clusters: Readonly<Record<string, readonly string[]>> = {},
): SyncedWorld {
	return {
		...NO_WORLD,
		entities: new Map(entities.map((entity) => [entity.id, entity])),
		clusters: new Map(
			Object.entries(clusters).map(([id, members]) => [
				id,
				{ id, source: "", members, npcs: members.length, players: 0, formed: 0 },
			]),
		),
	};
}

describe("createScene", () => {
	it("[PG1] draws members with a position, and no others", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 1), member("b", undefined)]), 0);
		expect([...scene.bodies.keys()]).toEqual(["a"]);
		scene.accept(worldOf([member("a", undefined), member("b", 2)]), 1_000);
		expect([...scene.bodies.keys()]).toEqual(["b"]);
		scene.accept(worldOf([]), 2_000);
		expect(scene.bodies.size).toBe(0);
	});

	it("[PG1] has a new picture to draw once for each new world, whoever moved or not", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 1), member("b", 2)]), 0);
		expect([scene.step(0), scene.step(16)]).toEqual([true, false]);
		scene.accept(worldOf([member("a", 1)]), 100);
		expect([scene.step(100), scene.step(116)]).toEqual([true, false]);
	});

	it("[PG2] walks members to where they were told to be", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 0)]), 0);
		scene.accept(worldOf([member("a", 22)]), 2_000);
		expect(scene.step(2_000)).toBe(true);
		expect(scene.bodies.get("a")?.x).toBe(0);
		scene.step(3_100);
		expect(scene.bodies.get("a")?.x).toBeCloseTo(11);
		scene.step(4_200);
		expect(scene.bodies.get("a")?.x).toBe(22);
		expect(scene.step(4_300)).toBe(true);
		expect(scene.step(30_000)).toBe(false);
	});

	it("[PG2] does not let a changed mood or name stop a walk", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 0)]), 0);
		scene.accept(worldOf([member("a", 22)]), 2_000);
		scene.step(3_100);
		scene.accept(worldOf([member("a", 22, { name: "Ada" })]), 3_100);
		scene.step(3_650);
		expect(scene.bodies.get("a")?.x).toBeCloseTo(16.5);
		expect(scene.bodies.get("a")?.name).toBe("Ada");
	});

	it("[PG2] puts everybody where they are after a reset", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 0)]), 0);
		scene.accept(worldOf([member("a", 30)]), 2_000, true);
		scene.step(2_000);
		expect(scene.bodies.get("a")?.x).toBe(30);
		expect(scene.bodies.get("a")?.trail.length).toBeLessThanOrEqual(1);
	});

	it("[PG3] leaves a trail behind who walks", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 0)]), 0);
		scene.accept(worldOf([member("a", 40)]), 4_000);
		for (let now = 4_000; now < 8_000; now += 100) scene.step(now);
		expect(scene.bodies.get("a")?.trail.length).toBeGreaterThan(4);
	});

	it("[PG4] fades a gathering in when it forms and out when it is gone", () => {
		const scene = createScene();
		const both = [member("a", 0), member("b", 4)];
		scene.accept(worldOf(both), 0);
		scene.step(0);
		scene.accept(worldOf(both, { c: ["a", "b"] }), 1_000);
		scene.step(1_000);
		scene.step(1_250);
		const gathering = scene.gatherings.get("c")!;
		expect(gathering.links).toEqual([[0, 1]]);
		expect(gathering.presence).toBeGreaterThan(0);
		scene.step(9_000);
		expect(gathering.presence).toBe(1);
		scene.accept(worldOf(both), 9_000);
		scene.step(9_250);
		expect(scene.gatherings.get("c")?.presence).toBeCloseTo(0.5);
		scene.step(9_600);
		expect(scene.gatherings.size).toBe(0);
	});

	it("[PG4] shows the gatherings that it finds at once, and only members it can place", () => {
		const scene = createScene();
		scene.accept(
			worldOf([member("a", 0), member("b", 4), member("c", undefined)], { g: ["a", "b", "c", "d"] }),
			0,
		);
		const gathering = scene.gatherings.get("g")!;
		expect(gathering.presence).toBe(1);
		expect(gathering.members.map(({ id }) => id)).toEqual(["a", "b"]);
	});

	it("[PG5] draws a talk for a while, and is at rest after", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 0), member("b", 4)]), 0);
		scene.pulse({ kind: "talk", about: ["a", "b"], at: 0 });
		expect(scene.step(PULSE_MS.talk)).toBe(true);
		expect(scene.step(PULSE_MS.talk + 1)).toBe(false);
		expect(scene.pulses).toEqual([]);
	});

	it("[PG11] jumps, and neither trails, fades nor pulses where motion is not wanted", () => {
		const scene = createScene();
		scene.accept(worldOf([member("a", 0), member("b", 2)]), 0);
		scene.accept(worldOf([member("a", 20), member("b", 2)]), 2_000);
		scene.step(2_500);
		scene.setStill(true);
		scene.step(2_600);
		expect(scene.bodies.get("a")).toMatchObject({ x: 20, trail: [] });
		scene.accept(worldOf([member("a", 40), member("b", 2)], { c: ["a", "b"] }), 4_000);
		scene.pulse({ kind: "ring", about: ["a"], at: 4_000 });
		expect(scene.step(4_001)).toBe(true);
		expect(scene.step(4_002)).toBe(false);
		expect(scene.bodies.get("a")).toMatchObject({ x: 40, trail: [] });
		expect(scene.gatherings.get("c")?.presence).toBe(1);
		expect(scene.pulses).toEqual([]);
	});
});
