import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeAt, progressOf, standAt, walkTo } from "./motion.js";

const coordinate = fc.integer({ min: -500, max: 500 });

describe("walkTo and placeAt", () => {
	it("[PG2] walks evenly over the time that passed between two tellings", () => {
		let motion = standAt({ x: 0, z: 0 }, 0);
		motion = walkTo(motion, { x: 20, z: 0 }, 2_000);
		expect(placeAt(motion, 2_000)).toEqual({ x: 0, z: 0 });
		expect(placeAt(motion, 3_100).x).toBeCloseTo(10);
		expect(placeAt(motion, 4_200)).toEqual({ x: 20, z: 0 });
		expect(placeAt(motion, 60_000)).toEqual({ x: 20, z: 0 });
	});

	it("[PG2] makes a walk of ten seconds of tellings ten seconds apart", () => {
		let motion = standAt({ x: 0, z: 0 }, 0);
		motion = walkTo(motion, { x: 50, z: 0 }, 10_000);
		motion = walkTo(motion, { x: 100, z: 0 }, 20_000);
		const steps = [20_500, 21_500, 22_500, 23_500].map((now) => placeAt(motion, now).x);
		for (const [index, x] of steps.entries())
			if (index > 0) expect(x - steps[index - 1]!).toBeCloseTo(steps[1]! - steps[0]!);
		expect(motion.durationMs).toBeCloseTo(11_000);
	});

	it("[PG2] never leaps when it is told anew in the middle of a walk", () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ x: coordinate, z: coordinate, afterMs: fc.integer({ min: 50, max: 11_000 }) }), {
					maxLength: 8,
				}),
				(tellings) => {
					let now = 0;
					let motion = standAt({ x: 0, z: 0 }, now);
					for (const { x, z, afterMs } of tellings) {
						now += afterMs;
						const before = placeAt(motion, now);
						motion = walkTo(motion, { x, z }, now);
						const jumped = motion.durationMs === 0;
						expect(placeAt(motion, now)).toEqual(jumped ? { x, z } : before);
						expect(placeAt(motion, now + 20_000)).toEqual({ x, z });
					}
				},
			),
		);
	});

	it("[PG2] takes up its old rhythm after a rest instead of crawling", () => {
		let motion = standAt({ x: 0, z: 0 }, 0);
		motion = walkTo(motion, { x: 20, z: 0 }, 2_000);
		motion = walkTo(motion, { x: 40, z: 0 }, 300_000);
		expect(motion.durationMs).toBeCloseTo(2_200);
	});

	it("[PG2] jumps where nobody could have walked", () => {
		const motion = walkTo(standAt({ x: 0, z: 0 }, 0), { x: 900, z: 0 }, 1_000);
		expect(placeAt(motion, 1_000)).toEqual({ x: 900, z: 0 });
		expect(progressOf(motion, 1_000)).toBe(1);
	});

	it("[PG2] stays between 0 and 1, before its time too", () => {
		const motion = walkTo(standAt({ x: 0, z: 0 }, 0), { x: 10, z: 10 }, 1_000);
		expect(progressOf(motion, 0)).toBe(0);
		expect(progressOf(motion, 9_000)).toBe(1);
	});
});
