import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrapText } from "./wrap-text.js";

const measure = (text: string): number => [...text].length;
const wrap = (text: string, width = 10, lines = 3) => wrapText(text, measure, { width, lines });

describe("wrapText", () => {
	it("[PG26] breaks between words", () => {
		expect(wrap("to be or not to be")).toEqual(["to be or", "not to be"]);
		expect(wrap("  spaced \n out ")).toEqual(["spaced out"]);
	});

	it("[PG26] cuts what is too much, and words that are too long", () => {
		expect(wrap("one two three four five six seven eight")).toEqual(["one two", "three four", "five six…"]);
		expect(wrap("incomprehensibilities")).toEqual(["incompreh…"]);
	});

	it("[PG26] never makes a line too wide, or too many", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 20 }), (text, width) => {
				const lines = wrap(text, width);
				expect(lines.length).toBeLessThanOrEqual(3);
				for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
			}),
		);
	});
});
