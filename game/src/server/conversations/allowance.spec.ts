import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import { Allowance } from "./allowance";

const config = {
	...DEFAULT_CONFIG,
	mindCallsPerLine: 1.2,
	mindCallAdvance: 2,
	groupMessagesPerMinute: 60,
	groupMessageBurst: 5,
};

export = (t: Suite) => {
	t.it("gives an advance, and then what lines have paid for", () => {
		const allowance = new Allowance(config);
		expect(allowance.available(0)).toBe(2);
		allowance.spend(0);
		allowance.spend(0);
		expect(allowance.available(10)).toBe(0);
		allowance.earn();
		expect(allowance.available(10)).toBe(1);
	});

	t.it("keeps to its rate, and lets an opening cost no credit", () => {
		const allowance = new Allowance({ ...config, mindCallAdvance: 100 });
		for (const _ of $range(1, 4)) allowance.spend(0);
		expect(allowance.available(0)).toBe(1);
		allowance.open(0);
		expect(allowance.mayOpen(0)).toBe(false);
		expect(allowance.available(0.9)).toBe(0);
		expect(allowance.available(1)).toBe(1);
		expect(allowance.mayOpen(1)).toBe(true);
		expect(allowance.available(100)).toBe(5);
	});

	t.property("never allows more than lines have paid for", 200, (random) => {
		const allowance = new Allowance(config);
		let [now, lines, calls] = [0, 0, 0];
		for (const _ of $range(1, 200)) {
			now += random.between(0, 3);
			if (random.chance(0.5)) {
				lines += 1;
				allowance.earn();
			}
			const most = allowance.available(now);
			for (const __ of $range(1, random.integer(0, most))) {
				allowance.spend(now);
				calls += 1;
			}
			expect(calls).toBeAtMost(1.2 * lines + 2 + 1e-9);
			expect(calls).toBeAtMost(5 + now + 1e-9);
		}
	});
};
