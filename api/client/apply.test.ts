import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffFull, diffLimited } from "../test/stand-in/diff-world.js";
import { anyWorld, following } from "../test/stand-in/random-world.js";
import type { Entity, WorldState } from "../src/worlds/world.js";
import { applyTick, Diverged } from "./apply.js";
import type { TickFrame } from "./frames.js";
import { NO_WORLD, type SyncedWorld } from "./world-copy.js";

const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const frameOf = (changes: TickFrame["changes"], tick = 1): TickFrame => ({
	tick,
	timestamp: 5,
	span: 1,
	changes: overTheWire(changes),
});
const copyOf = (world: WorldState): SyncedWorld => ({ ...NO_WORLD, ...world });
const seenOf = ({ entities }: WorldState): SyncedWorld => ({
	...NO_WORLD,
	entities: new Map(
		[...entities.values()].map(({ id, type, position }) => [id, overTheWire({ id, type, position })]),
	),
});

const ada: Entity = {
	id: "a",
	key: "Ada",
	name: "Ada",
	type: "npc",
	source: "",
	location: "",
	position: { x: 1, y: 2, z: 3 },
};
const withAda = copyOf({ ...NO_WORLD, entities: new Map([["a", ada]]) });

describe("applyTick", () => {
	it("[SS3] leads from any world to any other by the full change set", () => {
		fc.assert(
			fc.property(anyWorld, anyWorld, (before, after) => {
				const applied = applyTick(copyOf(before), frameOf(diffFull(before, after)));
				expect(applied).toEqual({ ...copyOf(after), tick: 1, timestamp: 5 });
			}),
		);
	});

	it("[SS3] leads from what is seen of any world to what is seen of any other", () => {
		fc.assert(
			fc.property(anyWorld, anyWorld, (before, target) => {
				const after = following(before, target);
				const applied = applyTick(seenOf(before), frameOf(diffLimited(before, after)));
				expect(applied.entities).toEqual(seenOf(after).entities);
			}),
		);
	});

	it("[SS3] shares what did not change and leaves the copy before as it was", () => {
		const moved = { entityId: "a", field: "position.x", oldValue: 1, newValue: 9 };
		const changes = { entities: { created: [], deleted: [], updated: [moved] } };
		const after = applyTick(withAda, frameOf(changes));
		expect(after.entities.get("a")?.position).toEqual({ x: 9, y: 2, z: 3 });
		expect(withAda.entities.get("a")?.position?.x).toBe(1);
		expect(after.npcs).toBe(withAda.npcs);
		expect(applyTick(withAda, frameOf({})).entities).toBe(withAda.entities);
	});

	it("[SS3] keeps the time of the last payload that told one", () => {
		const later = applyTick(withAda, { tick: 2, timestamp: 7, span: 1, changes: {} });
		expect(applyTick(later, { tick: 3, timestamp: undefined, span: 1, changes: {} }).timestamp).toBe(7);
	});

	it.each([
		["an update of somebody unknown", { updated: [{ entityId: "b", field: "name", newValue: "B" }] }],
		[
			"an update from another value",
			{ updated: [{ entityId: "a", field: "name", oldValue: "B", newValue: "C" }] },
		],
		["a birth of somebody known", { created: [ada] }],
		["a loss of somebody unknown", { deleted: [{ ...ada, id: "b" }] }],
	])("[SS4] finds %s", (_, part) => {
		const changes = { entities: { created: [], updated: [], deleted: [], ...part } };
		expect(() => applyTick(withAda, frameOf(changes))).toThrow(Diverged);
	});

	it.each([
		["a move of somebody unknown", { entityMoved: [{ id: "b", position: { x: 0, y: 0, z: 0 } }] }],
		["a birth of somebody known", { entityCreated: [{ id: "a", type: "npc" }] }],
		["a loss of somebody unknown", { entityRemoved: ["b"] }],
	])("[SS4] finds %s in the limited cast", (_, changes) => {
		expect(() => applyTick(withAda, frameOf(changes))).toThrow(Diverged);
	});
});
