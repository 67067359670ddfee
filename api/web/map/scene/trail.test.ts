import { describe, expect, it } from "vitest";
import { extendTrail, freshness, TRAIL_MS, type TrailPoint } from "./trail.js";

/** A walk of 10 studs a second, seen 60 times a second. */
function walked(seconds: number): readonly TrailPoint[] {
	let trail: readonly TrailPoint[] = [];
	for (let at = 0; at <= seconds * 1000; at += 16) trail = extendTrail(trail, { x: at / 100, z: 0, at });
	return trail;
}

describe("extendTrail", () => {
	it("[PG3] keeps a point every little while of a walk", () => {
		const trail = walked(6);
		expect(trail.length).toBeGreaterThan(8);
		expect(trail.length).toBeLessThanOrEqual(11);
	});

	it("[PG3] forgets what is older than its time, and so stays bounded", () => {
		const trail = walked(120);
		expect(trail.length).toBeLessThanOrEqual(TRAIL_MS / 600 + 2);
		expect(Math.min(...trail.map(({ at }) => at))).toBeGreaterThanOrEqual(120_000 - TRAIL_MS - 16);
	});

	it("[PG3] is the same list while somebody stands, until it fades away whole", () => {
		const trail = extendTrail([], { x: 1, z: 1, at: 0 });
		expect(extendTrail(trail, { x: 1, z: 1, at: 5_000 })).toBe(trail);
		expect(extendTrail(trail, { x: 1, z: 1, at: TRAIL_MS + 1 })).toEqual([]);
	});
});

describe("freshness", () => {
	it("[PG3] falls from 1 to 0 over the trail's time", () => {
		const point = { x: 0, z: 0, at: 1_000 };
		expect(freshness(point, 1_000)).toBe(1);
		expect(freshness(point, 1_000 + TRAIL_MS / 2)).toBeCloseTo(0.5);
		expect(freshness(point, 1_000_000)).toBe(0);
	});
});
