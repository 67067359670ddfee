import { beforeAll, describe, expect, it } from "vitest";
import type { Definition } from "./definition.js";
import {
	currentPlayer,
	currentShared,
	freshPlayer,
	freshShared,
	placeItem,
	placeOf,
} from "./experience-state.js";
import { locate } from "./locate.js";
import { shippedScene } from "./testing/shipped-scene.js";

let woods: Definition;
beforeAll(async () => {
	woods = (await shippedScene("ana")).definition;
});

describe("a state that was saved for an earlier definition", () => {
	it("[XS8] is the same where nothing has changed", () => {
		const shared = placeItem(freshShared(woods), "owl-dream", { kind: "player", id: "ana" });
		expect(currentShared(woods, shared)).toBe(shared);
		const player = { ...freshPlayer(woods), found: ["owl-dream"] };
		expect(currentPlayer(woods, player)).toBe(player);
	});

	it("[XS8] has the items that there are now, each somewhere that there is", () => {
		const carried = placeItem(freshShared(woods), "owl-dream", { kind: "player", id: "ana" });
		const saved = placeItem(carried, "fern-dream", { kind: "location", id: "old mill" });
		const now: Definition = {
			...woods,
			items: [
				...woods.items.filter(({ id }) => id !== "hymn-dream"),
				{ ...woods.items[0]!, id: "feather", name: "Feather", location: "tower" },
			],
		};
		const current = currentShared(now, saved);
		expect(current.items.map(({ item }) => item).sort()).toEqual(now.items.map(({ id }) => id).sort());
		expect(placeOf(current, "owl-dream")).toEqual({ kind: "player", id: "ana" });
		expect(placeOf(current, "fern-dream")).toEqual({ kind: "location", id: "hollow" });
		expect(placeOf(current, "feather")).toEqual({ kind: "location", id: "tower" });
	});

	it("[XS8] puts players at the start whose location is gone, and counts only what there is", () => {
		const saved = { location: "old mill", found: ["hat", "owl-dream"] };
		expect(currentPlayer(woods, saved)).toEqual({ location: "clearing", found: ["owl-dream"] });
	});
});

describe("a position in the place", () => {
	it.each([
		[{ x: 0, y: 0, z: 0 }, "clearing"],
		[{ x: 24, y: 0, z: 0 }, "clearing"],
		[{ x: 0, y: 24.01, z: 0 }, undefined],
		[{ x: 30, y: 0, z: 0 }, undefined],
		[{ x: 59, y: -3, z: 61 }, "hollow"],
		[{ x: Number.NaN, y: 0, z: 0 }, undefined],
		[{ x: Infinity, y: 0, z: 0 }, undefined],
	])("[XS9] %j lies at %s", (position, expected) => {
		expect(locate(woods, position)).toBe(expected);
	});

	it("[XS9] lies at the nearest where several overlap, and nowhere where nothing has bounds", () => {
		const bounds = (x: number, radius: number) => ({ center: { x, y: 0, z: 0 }, radius });
		const [one, two, three] = woods.locations;
		const overlapping = {
			...woods,
			locations: [
				{ ...one!, bounds: bounds(0, 50) },
				{ ...two!, bounds: bounds(20, 50) },
				{ ...three!, bounds: bounds(20, 60) },
			],
		};
		expect(locate(overlapping, { x: 9, y: 0, z: 0 })).toBe(one!.id);
		expect(locate(overlapping, { x: 11, y: 0, z: 0 })).toBe(two!.id);
		const { bounds: _, ...unbound } = one!;
		expect(locate({ ...woods, locations: [unbound] }, { x: 0, y: 0, z: 0 })).toBeUndefined();
	});
});
