import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTokenBucket } from "./token-bucket.js";

function bucketAt(burst: number, perSecond: number) {
	const clock = { now: 1000 };
	const bucket = createTokenBucket({ burst, perSecond, now: () => clock.now });
	const admitted = (count: number): number =>
		Array.from({ length: count }, () => bucket.admits()).filter(Boolean).length;
	return { clock, admitted };
}

describe("a token bucket", () => {
	it("[XC12] admits so many at once, then so many a second", () => {
		const { clock, admitted } = bucketAt(50, 25);
		expect(admitted(60)).toBe(50);
		clock.now += 1;
		expect(admitted(60)).toBe(25);
		clock.now += 3600;
		expect(admitted(60)).toBe(50);
	});

	it("[XC12] takes nothing away where the clock is set back", () => {
		const { clock, admitted } = bucketAt(10, 1);
		expect(admitted(4)).toBe(4);
		clock.now -= 3600;
		expect(admitted(10)).toBe(6);
	});

	it("[XC12] never admits more than the burst and what time brought", () => {
		const step = fc.record({ wait: fc.integer({ min: 0, max: 16 }), count: fc.nat({ max: 20 }) });
		fc.assert(
			fc.property(fc.array(step), (steps) => {
				const { clock, admitted } = bucketAt(8, 4);
				let total = 0;
				for (const { wait, count } of steps) {
					clock.now += wait / 8;
					total += admitted(count);
					expect(total).toBeLessThanOrEqual(8 + (clock.now - 1000) * 4);
				}
			}),
		);
	});
});
