import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DOTS, visibleDots } from "./dots";

export = (t: Suite) => {
	t.it("counts to three and begins anew", () => {
		const seen = [0, 0.36, 0.71, 1.06, 1.41].map((seconds) => visibleDots(seconds, false));
		expect(seen).toEqual([1, 2, 3, 1, 2]);
	});

	t.it("does not move for those who want no motion", () => {
		for (const seconds of [0, 0.4, 0.8, 100]) expect(visibleDots(seconds, true)).toBe(3);
	});

	t.property("shows some and never more than there are", 200, (random) => {
		const dots = visibleDots(random.between(0, 1e6), random.chance(0.2));
		expect(dots).toBeAtLeast(1);
		expect(utf8.offset(DOTS, dots) !== undefined).toBe(true);
	});
};
