import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { hueOf } from "./hue";

export = (t: Suite) => {
	t.it("is the same for the same text, and within the circle", () => {
		for (const text of ["", "a", "creature-17", "\u{1F600}", "x".rep(500)]) {
			expect(hueOf(text)).toBe(hueOf(text));
			expect(hueOf(text)).toBeAtLeast(0);
			expect(hueOf(text)).toBeAtMost(11 / 12);
		}
	});

	t.it("tells ids apart that differ in one letter", () => {
		const hues = new Set<number>();
		for (const i of $range(1, 12)) hues.add(hueOf(`creature-${i}`));
		expect(hues.size()).toBeAtLeast(6);
	});
};
