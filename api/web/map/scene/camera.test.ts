import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { between, boundsOf, centreOn, fitCamera, ZOOM_RANGE } from "./camera.js";
import { roundBelow, scaleBar } from "./scale.js";

const coordinate = fc.integer({ min: -2_000, max: 2_000 });
const places = fc.array(fc.record({ x: coordinate, z: coordinate }), { minLength: 1, maxLength: 30 });
const size = { width: 1200, height: 700 };
const insets = { top: 20, right: 370, bottom: 60, left: 20 };

describe("fitCamera", () => {
	it("[PG7] shows every member in what is free of other things", () => {
		fc.assert(
			fc.property(places, (all) => {
				const { k, x, y } = fitCamera(boundsOf(all)!, size, insets);
				for (const place of all) {
					const [px, py] = [place.x * k + x, place.z * k + y];
					expect(px).toBeGreaterThan(insets.left);
					expect(px).toBeLessThan(size.width - insets.right);
					expect(py).toBeGreaterThan(insets.top);
					expect(py).toBeLessThan(size.height - insets.bottom);
				}
				expect(k).toBeGreaterThanOrEqual(ZOOM_RANGE[0]);
				expect(k).toBeLessThanOrEqual(ZOOM_RANGE[1]);
			}),
		);
	});

	it("[PG7] does not fill the picture with one member", () => {
		const camera = fitCamera(boundsOf([{ x: 5, z: 5 }])!, size, insets);
		expect(camera.k).toBe(14);
		expect(5 * camera.k + camera.x).toBeCloseTo((20 + 1200 - 370) / 2);
	});

	it("[PG7] has no bounds of nobody, and a camera even where nothing is free", () => {
		expect(boundsOf([])).toBeUndefined();
		const camera = fitCamera(
			boundsOf([
				{ x: 0, z: 0 },
				{ x: 9, z: 9 },
			])!,
			{ width: 100, height: 50 },
			insets,
		);
		expect(Number.isFinite(camera.k) && camera.k > 0).toBe(true);
	});
});

describe("between", () => {
	it("[PG7] begins at one camera, ends at the other and only zooms one way", () => {
		const from = { k: 1, x: 10, y: 20 };
		const to = centreOn({ x: 50, z: -30 }, 9, { size, insets });
		expect(between(from, to, 0)).toEqual(from);
		expect(between(from, to, 1)).toBe(to);
		const zooms = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => between(from, to, share).k);
		expect(zooms).toEqual(zooms.toSorted((a, b) => a - b));
	});

	it("[PG7] keeps the point that both cameras show at the same pixel", () => {
		const from = { k: 2, x: 100, y: 40 };
		const to = { k: 8, x: -200, y: 10 };
		const still = { x: (from.x - to.x) / (to.k - from.k), z: (from.y - to.y) / (to.k - from.k) };
		const middle = between(from, to, 0.4);
		expect(still.x * middle.k + middle.x).toBeCloseTo(still.x * from.k + from.x);
		expect(still.z * middle.k + middle.y).toBeCloseTo(still.z * from.k + from.y);
	});

	it("[PG7] moves straight where the zoom stays", () => {
		expect(between({ k: 3, x: 0, y: 0 }, { k: 3, x: 80, y: 0 }, 0.5).x).toBeCloseTo(70);
	});
});

describe("roundBelow and scaleBar", () => {
	it("[PG8] give the largest round number that fits", () => {
		expect([0.7, 1, 1.99, 2, 4.9, 5, 9.9, 10, 437, 999].map(roundBelow)).toEqual([
			0.5, 1, 1, 2, 2, 5, 5, 10, 200, 500,
		]);
	});

	it("[PG8] makes a bar of a round number of studs within its length at every zoom", () => {
		fc.assert(
			fc.property(fc.double({ min: 0.02, max: 48, noNaN: true }), (k) => {
				const { studs, pixels } = scaleBar(k, 110);
				expect(pixels).toBeCloseTo(studs * k);
				expect(pixels).toBeLessThanOrEqual(110 + 1e-9);
				expect(pixels).toBeGreaterThan(110 / 2.6);
			}),
		);
	});
});
