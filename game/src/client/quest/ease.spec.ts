import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { eased, EASE_SECONDS } from "./ease";

export = (t: Suite) => {
	t.it("starts where it was and ends where it is to be", () => {
		expect(eased(0.2, 0.6, 0)).toBeNear(0.2, 1e-9);
		expect(eased(0.2, 0.6, EASE_SECONDS)).toBe(0.6);
		expect(eased(0.2, 0.6, 99)).toBe(0.6);
		expect(eased(0.2, 0.6, -1)).toBeNear(0.2, 1e-9);
	});

	t.property("only ever goes towards its end, and past it never", 200, (random) => {
		const [from, to] = [random.unit(), random.unit()];
		let before = from;
		for (const step of $range(1, 20)) {
			const now = eased(from, to, (step / 20) * EASE_SECONDS);
			expect(math.abs(to - now)).toBeAtMost(math.abs(to - before) + 1e-9);
			expect((now - from) * (to - from)).toBeAtLeast(-1e-9);
			before = now;
		}
	});
};
