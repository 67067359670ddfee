import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftMap } from "./draft-map.js";

describe("draftMap", () => {
	it("[SN14] is the original itself where nothing changed", () => {
		const original = new Map([["a", 1]]);
		const draft = draftMap(original);
		draft.set("a", 1);
		draft.delete("b");
		expect(draft.get("a")).toBe(1);
		expect(draft.result()).toBe(original);
	});

	it("[SN14] changes as a map does and leaves the original as it was", () => {
		const step = fc.record({ key: fc.constantFrom("a", "b", "c"), value: fc.option(fc.nat(3)) });
		fc.assert(
			fc.property(fc.array(step), (all) => {
				const original = new Map([
					["a", 1],
					["b", 2],
				]);
				const expected = new Map(original);
				const draft = draftMap(original);
				for (const { key, value } of all) {
					if (value === null) {
						draft.delete(key);
						expected.delete(key);
					} else {
						draft.set(key, value);
						expected.set(key, value);
					}
					expect(draft.get(key)).toBe(expected.get(key));
				}
				expect(draft.result()).toEqual(expected);
				expect(original).toEqual(
					new Map([
						["a", 1],
						["b", 2],
					]),
				);
			}),
		);
	});
});
