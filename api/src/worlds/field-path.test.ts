import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinFieldPath, splitFieldPath } from "./field-path.js";

describe("field paths", () => {
	it("[CH2] join keys by dots and escape what would be read as one", () => {
		expect(joinFieldPath(["position", "x"])).toBe("position.x");
		expect(joinFieldPath(["a.b", "c\\d"])).toBe("a\\.b.c\\\\d");
		expect(joinFieldPath([""])).toBe("");
		expect(joinFieldPath(["", ""])).toBe(".");
	});

	it("[CH2] lead back to the very keys", () => {
		const key = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("", ".", "\\", "\\.", "..", "a.b"));
		fc.assert(
			fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), (keys) => {
				expect(splitFieldPath(joinFieldPath(keys))).toEqual(keys);
			}),
			{ numRuns: 2_000 },
		);
	});
});
