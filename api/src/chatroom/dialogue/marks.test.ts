import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markOf, readMarks, remember, REMEMBERED_CONVERSATIONS } from "./marks.js";

describe("the memory of what was said", () => {
	it("[CD9] reads the marks that were written, one conversation after the other", () => {
		fc.assert(
			fc.property(fc.array(fc.array(fc.string())), (conversations) => {
				const used = conversations.map((texts) => texts.map(markOf).join(""));
				expect(readMarks(used)).toEqual(new Set(conversations.flat().map(markOf)));
			}),
		);
		expect(readMarks([])).toEqual(new Set());
	});

	it("[CD9] tells texts apart, those that are alike as well", () => {
		const texts = Array.from({ length: 2000 }, (_, index) => `Hmph. ${index}`);
		const marks = new Set(texts.map(markOf));
		// Of 2,000 in 262,144, chance alone takes 8 for another.
		expect(marks.size).toBeGreaterThan(1975);
		for (const mark of marks) expect(mark).toMatch(/^[\w-]{3}$/);
	});

	it("[CD9] goes ten conversations back", () => {
		let used: readonly string[] = [];
		for (let index = 0; index < 25; index += 1) {
			used = remember(used, `${index}`);
			expect(used).toHaveLength(Math.min(index + 1, REMEMBERED_CONVERSATIONS));
			expect(used.at(-1)).toBe(`${index}`);
		}
		expect(used[0]).toBe("15");
	});
});
