import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hullOf, outlineOf, type Point } from "./hull.js";

const point = fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }));

/** Signed distance of a place to the left of an edge that goes clockwise on a screen: outside is positive. */
function outside([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
	return ((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / Math.hypot(x2 - x1, y2 - y1);
}

describe("hullOf", () => {
	it("[PG4] holds every point, clockwise", () => {
		fc.assert(
			fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
				const hull = hullOf(points);
				if (hull.length < 3) return;
				for (const [index, from] of hull.entries()) {
					const to = hull[(index + 1) % hull.length]!;
					for (const each of points) expect(outside(each, from, to)).toBeLessThanOrEqual(1e-9);
				}
			}),
		);
	});

	it("[PG4] names each corner once, whoever stands on the same spot", () => {
		fc.assert(
			fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
				const hull = hullOf([...points, ...points]);
				expect(new Set(hull.map(String)).size).toBe(hull.length);
				expect(hull.length).toBeGreaterThan(0);
			}),
		);
	});

	it("[PG4] takes one, two and points in a line", () => {
		expect(hullOf([[1, 2]])).toEqual([[1, 2]]);
		expect(
			hullOf([
				[1, 2],
				[1, 2],
			]),
		).toEqual([[1, 2]]);
		expect(
			hullOf([
				[0, 0],
				[4, 0],
			]),
		).toHaveLength(2);
		expect(
			new Set(
				hullOf([
					[0, 0],
					[2, 0],
					[4, 0],
				]).map(String),
			),
		).toContain("4,0");
	});
});

describe("outlineOf", () => {
	it("[PG4] is a circle around one and half circles around two", () => {
		expect(outlineOf([[3, 4]])).toEqual([{ x: 3, y: 4, fromAngle: 0, toAngle: 2 * Math.PI }]);
		const [first, second] = outlineOf([
			[0, 0],
			[10, 0],
		]);
		const turn = (from: number, to: number): number =>
			(((to - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
		expect(turn(first!.fromAngle, first!.toAngle)).toBeCloseTo(Math.PI);
		expect(turn(second!.fromAngle, second!.toAngle)).toBeCloseTo(Math.PI);
	});

	it("[PG4] bulges outwards everywhere and turns once around", () => {
		fc.assert(
			fc.property(fc.array(point, { minLength: 3, maxLength: 20 }), (points) => {
				const hull = hullOf(points);
				if (hull.length < 3) return;
				let turned = 0;
				for (const { x, y, fromAngle, toAngle } of outlineOf(hull)) {
					const turn = (((toAngle - fromAngle) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
					turned += turn;
					const middle = fromAngle + turn / 2;
					const tip: Point = [x + 5 * Math.cos(middle), y + 5 * Math.sin(middle)];
					const beyond = hull.map((from, index) => outside(tip, from, hull[(index + 1) % hull.length]!));
					expect(Math.max(...beyond)).toBeGreaterThan(0);
				}
				expect(turned).toBeCloseTo(2 * Math.PI);
			}),
		);
	});
});
