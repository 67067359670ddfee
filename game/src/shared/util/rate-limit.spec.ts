import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createRateLimit } from "./rate-limit";

export = (t: Suite) => {
	t.it("grants a burst, then the rate", () => {
		const limit = createRateLimit({ burst: 3, perMinute: 60 });
		for (const _ of $range(1, 3)) expect(limit.take("a", 0)).toBe(true);
		expect(limit.take("a", 0)).toBe(false);
		expect(limit.take("a", 0.9)).toBe(false);
		expect(limit.take("a", 1.1)).toBe(true);
		expect(limit.take("a", 1.1)).toBe(false);
	});

	t.it("counts each key for itself, and starts anew with a forgotten one", () => {
		const limit = createRateLimit({ burst: 1, perMinute: 6 });
		expect(limit.take("a", 0)).toBe(true);
		expect(limit.take("a", 1)).toBe(false);
		expect(limit.take("b", 1)).toBe(true);
		limit.forget("a");
		expect(limit.take("a", 1)).toBe(true);
	});

	t.property("never grants more than burst and rate together in any stretch", 200, (random) => {
		const burst = random.integer(1, 6);
		const perMinute = random.integer(6, 240);
		const limit = createRateLimit({ burst, perMinute });
		const granted: number[] = [];
		let now = random.between(0, 100);
		for (const _ of $range(1, 120)) {
			now += random.chance(0.5) ? 0 : random.between(0, 2);
			if (limit.take("a", now)) granted.push(now);
		}
		granted.forEach((from, first) => {
			for (const last of $range(first, granted.size() - 1)) {
				const most = burst + ((granted[last]! - from) * perMinute) / 60;
				expect(last - first + 1).toBeAtMost(most + 1e-6);
			}
		});
	});
};
