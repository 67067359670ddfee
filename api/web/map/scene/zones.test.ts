import { describe, expect, it } from "vitest";
import { createHitTest } from "./hit-test.js";
import type { Body } from "./scene.js";
import { standAt } from "./motion.js";
import { zonesOf } from "./zones.js";

describe("zonesOf", () => {
	it("[PG9] puts a place's name at the mean of the members there, the fullest first", () => {
		const zones = zonesOf([
			{ x: 0, z: 0, location: "Market" },
			{ x: 10, z: 4, location: "Market" },
			{ x: 5, z: 5, location: "Well" },
			{ x: 7, z: 5, location: "Well" },
			{ x: 9, z: 5, location: "Well" },
		]);
		expect(zones).toEqual([
			{ name: "Well", x: 7, z: 5, members: 3 },
			{ name: "Market", x: 5, z: 2, members: 2 },
		]);
	});

	it("[PG9] says nothing of nowhere, nor of where one stands alone", () => {
		expect(
			zonesOf([
				{ x: 0, z: 0, location: "" },
				{ x: 1, z: 1, location: "" },
				{ x: 2, z: 2, location: undefined },
				{ x: 3, z: 3, location: "Mill" },
				{ x: 4, z: 4, location: "Unknown" },
				{ x: 5, z: 5, location: "Unknown" },
			]),
		).toEqual([]);
	});
});

describe("createHitTest", () => {
	const body = (id: string, x: number): Body => ({
		id,
		entity: { id, type: "npc" },
		name: id,
		type: "npc",
		location: undefined,
		motion: standAt({ x, z: 0 }, 0),
		x,
		z: 0,
		trail: [],
	});

	it("[PG10] finds the nearest member within reach", () => {
		const bodies = new Map([body("a", 0), body("b", 10)].map((one) => [one.id, one]));
		const hit = createHitTest({ bodies }, () => 0);
		expect(hit(1, 1, 3)).toBe("a");
		expect(hit(8, 0, 3)).toBe("b");
		expect(hit(5, 0, 3)).toBeUndefined();
	});

	it("[PG10] looks again once members may have walked", () => {
		const walker = body("a", 0);
		let now = 0;
		const hit = createHitTest({ bodies: new Map([["a", walker]]) }, () => now);
		expect(hit(0, 0, 2)).toBe("a");
		walker.x = 50;
		now = 200;
		expect(hit(0, 0, 2)).toBeUndefined();
		expect(hit(50, 0, 2)).toBe("a");
	});
});
