import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { sameData } from "./same-data";

export = (t: Suite) => {
	t.it("compares by content, whatever the depth", () => {
		expect(sameData({ a: [1, { b: "x" }] }, { a: [1, { b: "x" }] })).toBe(true);
		expect(sameData({ a: [1, { b: "x" }] }, { a: [1, { b: "y" }] })).toBe(false);
		expect(sameData([], {})).toBe(true);
	});
	t.it("sees what only one side has", () => {
		expect(sameData({ a: 1 }, { a: 1, b: 2 })).toBe(false);
		expect(sameData({ a: 1, b: 2 }, { a: 1 })).toBe(false);
		expect(sameData([1, 2], [1, 2, 3])).toBe(false);
		expect(sameData({ a: false }, {})).toBe(false);
	});
	t.it("keeps order and kinds apart", () => {
		expect(sameData([1, 2], [2, 1])).toBe(false);
		expect(sameData("1", 1)).toBe(false);
		expect(sameData(undefined, false)).toBe(false);
		expect(sameData({}, undefined)).toBe(false);
	});
};
