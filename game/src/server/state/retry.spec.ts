import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { retrySeconds } from "./retry";

const CONFIG = { retryBaseSeconds: 1, retryCapSeconds: 30, retryAfterCapSeconds: 120 };
/** As close to 1 as a random number comes. */
const MOST = 1 - 1e-9;

export = (t: Suite) => {
	t.it("waits up to a bound that doubles, to the cap", () => {
		const bounds = [1, 2, 4, 8, 16, 30, 30];
		bounds.forEach((bound, index) => {
			expect(retrySeconds(index + 1, CONFIG, { unit: MOST })).toBeNear(bound, 1e-6);
			expect(retrySeconds(index + 1, CONFIG, { unit: 0 })).toBe(0);
			expect(retrySeconds(index + 1, CONFIG, { unit: 0.5 })).toBe(bound / 2);
		});
	});
	t.it("stays at the cap for ever", () => {
		expect(retrySeconds(1e9, CONFIG, { unit: MOST })).toBeNear(30, 1e-6);
	});
	t.it("never comes back sooner than it was asked to, nor is silenced for longer than is sane", () => {
		expect(retrySeconds(1, CONFIG, { unit: 0, retryAfterSeconds: 7 })).toBe(7);
		expect(retrySeconds(6, CONFIG, { unit: MOST, retryAfterSeconds: 7 })).toBeNear(30, 1e-6);
		expect(retrySeconds(1, CONFIG, { unit: 0, retryAfterSeconds: 86_400 })).toBe(120);
	});
	t.property("stays within its bounds and spreads over them", 200, (random) => {
		const failures = random.integer(1, 12);
		const bound = math.min(30, 2 ** (failures - 1));
		let low = 0;
		for (const _ of $range(1, 64)) {
			const wait = retrySeconds(failures, CONFIG, { unit: random.unit() });
			expect(wait).toBeAtLeast(0);
			expect(wait).toBeAtMost(bound);
			if (wait < bound / 2) low += 1;
		}
		expect(low).toBeAtLeast(8);
		expect(low).toBeAtMost(56);
	});
};
