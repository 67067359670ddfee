import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { isFinite, roundedPosition, samePosition, settledPosition } from "./position";

const ORIGIN = { x: 0, y: 0, z: 0 };

export = (t: Suite) => {
	t.it("rounds to a thousandth of a stud", () => {
		expect(roundedPosition(12.096878, 0.0004, -11.4885)).toEqual({ x: 12.097, y: 0, z: -11.489 });
	});
	t.it("has no position where a coordinate is not finite, or would not stay so", () => {
		for (const bad of [0 / 0, math.huge, -math.huge, 1e306]) {
			expect(roundedPosition(bad, 0, 0), `x ${bad}`).toBe(undefined);
			expect(roundedPosition(0, bad, 0), `y ${bad}`).toBe(undefined);
			expect(roundedPosition(0, 0, bad), `z ${bad}`).toBe(undefined);
		}
		expect(isFinite(1e308)).toBe(true);
	});
	t.it("tells the old position up to the threshold, and the new one beyond it", () => {
		expect(settledPosition({ x: 0.1, y: 0, z: 0 }, ORIGIN, 0.1)).toBe(ORIGIN);
		const far = { x: 0.101, y: 0, z: 0 };
		expect(settledPosition(far, ORIGIN, 0.1)).toBe(far);
		const diagonal = { x: 0.06, y: 0.06, z: 0.06 };
		expect(settledPosition(diagonal, ORIGIN, 0.1)).toBe(diagonal);
	});
	t.it("tells where somebody is of whom nothing was told", () => {
		expect(settledPosition(ORIGIN, undefined, 0.1)).toBe(ORIGIN);
	});
	t.property("a threshold away along an axis is never beyond it, for all its rounding", 500, (random) => {
		const told = roundedPosition(random.between(-1e5, 1e5), random.between(-1e3, 1e3), 0)!;
		const now = roundedPosition(told.x + 0.1, told.y, told.z)!;
		expect(settledPosition(now, told, 0.1)).toBe(told);
	});
	t.property(
		"a slow walk is told in the end: the told value is never more than the threshold away",
		100,
		(random) => {
			let told = ORIGIN;
			let x = 0;
			for (const _ of $range(1, 100)) {
				x += random.between(0, 0.05);
				const now = roundedPosition(x, 0, 0)!;
				told = settledPosition(now, told, 0.1);
				expect(math.abs(now.x - told.x)).toBeAtMost(0.1 + 1e-9);
			}
			expect(told.x > 0.1).toBe(true);
		},
	);
	t.it("compares positions by their coordinates", () => {
		expect(samePosition({ x: 1, y: 2, z: 3 }, { x: 1, y: 2, z: 3 })).toBe(true);
		expect(samePosition({ x: 1, y: 2, z: 3 }, { x: 1, y: 2, z: 3.001 })).toBe(false);
	});
};
