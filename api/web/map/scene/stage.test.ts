import { describe, expect, it } from "vitest";
import { NO_WORLD, type SyncedWorld } from "../../../client/index.js";
import { createScene } from "./scene.js";
import { createStage } from "./stage.js";

const worldAt = (x: number): SyncedWorld => ({
	...NO_WORLD,
	entities: new Map([["a", { id: "a", type: "npc" as const, position: { x, y: 0, z: 0 } }]]),
});

describe("createStage", () => {
	it("[PG30] shows the live scene in the page's time, or a rerun in its own, and each change once", () => {
		const [live, scene] = [createScene(), createScene()];
		const stage = createStage(live);
		live.accept(worldAt(1), 0);
		scene.accept(worldAt(2), 500_000);
		expect([stage.step(10), stage.step(20)]).toEqual([true, false]);
		expect([stage.bodies.get("a")?.x, stage.time()]).toEqual([1, 20]);
		const rerun = { scene, advance: () => 500_000 };
		stage.show(rerun);
		expect([stage.step(30), stage.step(429), stage.step(430)]).toEqual([true, true, false]);
		expect([stage.bodies.get("a")?.x, stage.time()]).toEqual([2, 500_000]);
		stage.show();
		expect([stage.step(450), stage.step(460)]).toEqual([true, false]);
		expect([stage.bodies.get("a")?.x, stage.time()]).toEqual([1, 460]);
	});

	it("[PG11] stills whatever it shows", () => {
		const [live, scene] = [createScene(), createScene()];
		const stage = createStage(live);
		stage.setStill(true);
		scene.accept(worldAt(0), 0);
		stage.show({ scene, advance: (ms) => ms });
		scene.accept(worldAt(20), 2_000);
		stage.step(2_001);
		expect(stage.bodies.get("a")?.x).toBe(20);
	});
});

describe("a scene that jumps back in time", () => {
	it("[PG29] shows groups whole at once, and the trails that it is given", () => {
		const scene = createScene();
		const group = { id: "c", source: "", members: ["a"], npcs: 1, players: 0, formed: 0 };
		scene.accept(worldAt(1), 900_000, true);
		scene.accept({ ...worldAt(1), clusters: new Map([["c", group]]) }, 500_000, true);
		scene.trace(new Map([["a", [{ x: 0, z: 0, at: 499_000 }]]]));
		scene.step(500_000);
		expect(scene.gatherings.get("c")?.presence).toBe(1);
		expect(scene.bodies.get("a")?.trail).toHaveLength(2);
		scene.accept(worldAt(1), 400_000, true);
		scene.step(400_000);
		expect(scene.gatherings.size).toBe(0);
	});
});
