import { describe, expect, it } from "vitest";
import type {
	ItemWire,
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";
import { applyChanges, itemsAt } from "./apply-update.js";

const item = (id: string): ItemWire => ({ id, name: `The ${id}`, kind: "thing", description: "" });
const view: PlayerViewWire = {
	user_id: "u",
	experience: "e",
	location: "mill",
	inventory: [item("rope")],
	quests: [],
};
const world: SharedWorldWire = {
	experience: "e",
	title: "E",
	locations: [
		{ id: "mill", name: "Mill", description: "", exits: ["pond"], items: [item("lamp"), item("key")] },
		{ id: "pond", name: "Pond", description: "", exits: ["mill"], items: [] },
	],
};
const at = (id: string) => ({ kind: "location", id }) as const;
const carried = { kind: "inventory" } as const;

function apply(...changes: readonly StateChangeWire[]) {
	const next = applyChanges({ view, world }, changes);
	return {
		carries: next.view.inventory.map(({ id }) => id),
		mill: next.world?.locations[0]?.items.map(({ id }) => id),
		pond: next.world?.locations[1]?.items.map(({ id }) => id),
		location: next.view.location,
		removed: next.removed.map(({ name }) => name),
	};
}

const before = { carries: ["rope"], mill: ["lamp", "key"], pond: [], location: "mill", removed: [] };

describe("applyChanges", () => {
	it("[XP1] takes a thing from a location into the inventory", () => {
		expect(
			apply(
				{ operation: "remove", from: at("mill"), item_id: "lamp" },
				{ operation: "add", to: carried, item: item("lamp") },
			),
		).toEqual({ ...before, carries: ["rope", "lamp"], mill: ["key"], removed: ["The lamp"] });
	});

	it("[XP1] leaves a thing at a location", () => {
		expect(
			apply(
				{ operation: "remove", from: carried, item_id: "rope" },
				{ operation: "add", to: at("pond"), item: item("rope") },
			),
		).toEqual({ ...before, carries: [], pond: ["rope"], removed: ["The rope"] });
	});

	it("[XP1] moves the player", () => {
		expect(apply({ operation: "update", of: "player", properties: { location: "pond" } })).toEqual({
			...before,
			location: "pond",
		});
	});

	it.each([
		["a thing that is there already", { operation: "add", to: at("mill"), item: item("key") }],
		["a thing that is gone already", { operation: "remove", from: at("pond"), item_id: "key" }],
		["a place that nobody knows", { operation: "add", to: at("moon"), item: item("key") }],
	] as const)("[XP1] changes nothing by being told twice: %s", (_, change) => {
		expect(apply(change)).toEqual(before);
	});

	it("[XP1] shares what stayed, and touches nothing of what was", () => {
		const next = applyChanges({ view, world }, [{ operation: "add", to: at("pond"), item: item("rope") }]);
		expect(next.view).toBe(view);
		expect(next.world?.locations[0]).toBe(world.locations[0]);
		expect(world.locations[1]?.items).toEqual([]);
	});

	it("[XP1] changes the view alone before the world is told", () => {
		const next = applyChanges({ view, world: undefined }, [
			{ operation: "remove", from: at("mill"), item_id: "lamp" },
			{ operation: "add", to: carried, item: item("lamp") },
		]);
		expect(next.world).toBeUndefined();
		expect(next.view.inventory).toHaveLength(2);
	});
});

describe("itemsAt", () => {
	it("[XP1] is what lies there and is not carried", () => {
		const both = { view: { ...view, inventory: [item("key")] }, world };
		expect(itemsAt(both, "mill").map(({ id }) => id)).toEqual(["lamp"]);
		expect(itemsAt(both, "moon")).toEqual([]);
	});
});
