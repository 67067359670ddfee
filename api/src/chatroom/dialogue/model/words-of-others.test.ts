import { describe, expect, it } from "vitest";
import { hasWords, unquoted, without } from "./words-of-others.js";

describe("words of others in a line", () => {
	it("[CD25] are found as words of their own, however cased and whatever signs they hold", () => {
		expect(hasWords("I told momo so.", "Momo")).toBe(true);
		expect(hasWords("I told Momo's aunt.", "Momo")).toBe(true);
		expect(hasWords("The momow is out.", "Momo")).toBe(false);
		expect(hasWords("Łukasz said no.", "Łukas")).toBe(false);
		expect(hasWords("What? Why rain? No.", "Why rain?")).toBe(true);
		expect(hasWords("Whyxrain", "Why.rain")).toBe(false);
		expect(hasWords("Anything.", "")).toBe(false);
	});

	it("[CD25] are taken out, the longest first", () => {
		expect(without("Momo the Great and Momo.", ["Momo", "Momo the Great", ""])).toBe(" and .");
	});

	it("[CD3] stand in curly quotes where they were quoted, or also where not", () => {
		const as = "Rain & $&";
		expect(unquoted('I like "rain" a lot.', "Rain", { as, isBareToo: false })).toBe(
			"I like “Rain & $&” a lot.",
		);
		expect(unquoted("I like ‘Rain’.", "Rain", { as, isBareToo: false })).toBe("I like “Rain & $&”.");
		expect(unquoted("I like rain.", "Rain", { as, isBareToo: false })).toBeUndefined();
		expect(unquoted("I like rain, rain!", "Rain", { as, isBareToo: true })).toBe("I like “Rain & $&”, rain!");
		expect(unquoted("I like trains.", "Rain", { as, isBareToo: true })).toBeUndefined();
	});
});
