import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeIds } from "./sorted-ids.js";

const id = fc.string({ unit: "binary", maxLength: 2 });
const ids = fc.uniqueArray(id);

describe("sorted ids", () => {
	it("[WD21] stay sorted, each once, as some come and go", () => {
		fc.assert(
			fc.property(ids, ids, fc.func(fc.boolean()), (before, others, leaves) => {
				const removed = before.filter(leaves);
				const left = before.filter((one) => !removed.includes(one));
				const created = others.filter((one) => !left.includes(one));
				expect(changeIds(before.toSorted(), { removed, created })).toEqual([...left, ...created].sort());
			}),
		);
	});

	it("[WD21] are the same array where nothing changed", () => {
		const before = ["a", "b"];
		expect(changeIds(before, {})).toBe(before);
		expect(changeIds(before, { removed: [], created: [] })).toBe(before);
	});
});
