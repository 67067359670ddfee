import { describe, expect, it } from "vitest";
import { NOTHING, addOutcomes, closingLine, withoutSkips } from "./outcome.js";

describe("outcomes", () => {
	const some = { passed: 3, failed: 1, skipped: ["rojo"] };

	it("adds up", () => {
		expect(addOutcomes(some, { passed: 2, failed: 0, skipped: ["chromium"] })).toEqual({
			passed: 5,
			failed: 1,
			skipped: ["rojo", "chromium"],
		});
		expect(addOutcomes(NOTHING, some)).toEqual(some);
	});

	it("closes with the line that builds read", () => {
		expect(closingLine(some)).toBe("3 passed, 1 failed, 1 skipped");
	});

	it("counts what was left out as failed where nothing may be missing", () => {
		expect(withoutSkips(some)).toEqual({ passed: 3, failed: 2, skipped: [] });
	});
});
