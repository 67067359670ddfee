import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { StretchedLinks } from "./stretched";

export = (t: Suite) => {
	t.it("knows a link by its two ends, either way round", () => {
		const links = new StretchedLinks();
		links.clear(10);
		links.add(7, 3);
		links.add(3, 9);
		expect([links.has(3, 7), links.has(7, 3), links.has(9, 3)]).toEqual([true, true, true]);
		expect([links.has(7, 9), links.has(3, 4), links.has(0, 1)]).toEqual([false, false, false]);
	});

	t.it("forgets all of them", () => {
		const links = new StretchedLinks();
		links.clear(4);
		links.add(0, 1);
		links.clear(4);
		expect(links.has(0, 1)).toBe(false);
	});

	t.it("knows nothing of slots that came after it was cleared", () => {
		const links = new StretchedLinks();
		expect(links.has(0, 1)).toBe(false);
		links.clear(2);
		expect(links.has(500, 900)).toBe(false);
	});

	t.property("agrees with a set of pairs", 100, (random) => {
		const links = new StretchedLinks();
		for (const slots of [30, 12]) {
			links.clear(slots);
			const expected = new Set<string>();
			for (const _ of $range(1, random.integer(0, 80))) {
				const a = random.integer(0, slots - 2);
				const b = random.integer(a + 1, slots - 1);
				if (random.chance(0.5)) links.add(a, b);
				else links.add(b, a);
				expected.add(`${a}-${b}`);
			}
			for (const a of $range(0, slots - 1)) {
				for (const b of $range(a + 1, slots - 1)) expect(links.has(b, a)).toBe(expected.has(`${a}-${b}`));
			}
		}
	});
};
