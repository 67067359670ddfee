import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { heapOffset, ItemHeaps } from "./item-spots";

export = (t: Suite) => {
	t.it("lays the first in the middle and the others apart from each other", () => {
		expect(heapOffset(0)).toEqual({ x: 0, z: 0 });
		for (const a of $range(0, 30)) {
			for (const b of $range(0, a - 1)) {
				const [one, other] = [heapOffset(a), heapOffset(b)];
				const apart = math.sqrt((one.x - other.x) ** 2 + (one.z - other.z) ** 2);
				expect(apart, `${a} and ${b}`).toBeAtLeast(2);
			}
		}
	});

	t.it("gives each item of a heap a place of its own, which it keeps", () => {
		const heaps = new ItemHeaps();
		expect([heaps.put("a", "pond"), heaps.put("b", "pond"), heaps.put("c", "grove")]).toEqual([0, 1, 0]);
		expect([heaps.put("b", "pond"), heaps.put("a", "pond")]).toEqual([1, 0]);
	});

	t.it("fills what was left free, and has an item in one heap", () => {
		const heaps = new ItemHeaps();
		heaps.put("a", "pond");
		heaps.put("b", "pond");
		heaps.put("a", "grove");
		expect(heaps.put("c", "pond")).toBe(0);
		heaps.remove("b");
		expect(heaps.put("d", "pond")).toBe(1);
		expect(heaps.put("a", "pond")).toBe(2);
		expect(heaps.put("e", "grove")).toBe(0);
	});
};
