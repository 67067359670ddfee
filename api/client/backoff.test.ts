import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs } from "./backoff.js";

describe("backoffMs", () => {
	it("[SS8] doubles its reach with each failure up to half a minute", () => {
		const reach = [0, 1, 2, 3, 4, 5, 6, 7, 50, 5_000].map((attempt) => backoffMs(attempt, 1));
		expect(reach).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
	});

	it("[SS8] spreads over the whole reach", () => {
		fc.assert(
			fc.property(
				fc.nat(100),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(attempt, unit) => {
					const ms = backoffMs(attempt, unit);
					expect(ms).toBeCloseTo(unit * backoffMs(attempt, 1), 6);
					expect(ms).toBeGreaterThanOrEqual(0);
					expect(ms).toBeLessThanOrEqual(30_000);
				},
			),
		);
	});
});
