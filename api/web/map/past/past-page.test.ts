import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Diverged } from "../../../client/apply.js";
import type { TickFrame } from "../../../client/frames.js";
import { NO_WORLD, type SyncedWorld } from "../../../client/index.js";
import { createPastPage } from "./past-page.js";

/** A world in which one member stands at its tick. */
const base: SyncedWorld = {
	...NO_WORLD,
	tick: 10,
	timestamp: 1_000,
	entities: new Map([["a", { id: "a", type: "npc", position: { x: 10, y: 0, z: 0 } }]]),
};
const frame = (tick: number): TickFrame => ({
	tick,
	timestamp: 990 + tick,
	span: 1,
	changes: { entityMoved: [{ id: "a", position: { x: tick, y: 0, z: 0 } }] },
});
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => frame(from + n));

describe("createPastPage", () => {
	it("[PG29] has the world at each of its ticks, in whatever order they are looked at", () => {
		const page = createPastPage(base, run(11, 129));
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 10, max: 129 })), (ticks) => {
				for (const tick of ticks) {
					const world = page.worldAt(tick);
					expect([world.tick, world.timestamp, world.entities.get("a")?.position?.x]).toEqual([
						tick,
						990 + tick,
						tick,
					]);
					expect(page.timeOf(tick)).toBe(990 + tick);
				}
			}),
		);
		expect([page.first, page.last]).toEqual([10, 129]);
		expect(page.frameOf(10)).toBeUndefined();
		expect(page.frameOf(11)).toEqual(frame(11));
	});

	it("[PG29] ends where a tick is missing, and refuses what lies outside", () => {
		const page = createPastPage(base, [...run(11, 14), ...run(16, 20)]);
		expect(page.last).toBe(14);
		expect(() => page.worldAt(15)).toThrow(RangeError);
		expect(() => page.worldAt(9)).toThrow(RangeError);
	});

	it("[PG29] grows by the ticks after its last", () => {
		const page = createPastPage(base, run(11, 14)).extendedBy(run(15, 30));
		expect(page.last).toBe(30);
		expect(page.worldAt(30).entities.get("a")?.position?.x).toBe(30);
	});

	it("[PG29] says where its ticks do not fit each other", () => {
		const strange = { ...frame(12), changes: { entityRemoved: ["b"] } };
		const page = createPastPage(base, [frame(11), strange]);
		expect(page.worldAt(11).tick).toBe(11);
		expect(() => page.worldAt(12)).toThrow(Diverged);
	});
});
