import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstSentences, sentencesOf } from "./sentences.js";

describe("sentences of a text", () => {
	it("[XH30] are those that a reader sees, with the blanks after them", () => {
		expect(sentencesOf("You take the bottle. It hums! Why does it hum?")).toEqual([
			"You take the bottle. ",
			"It hums! ",
			"Why does it hum?",
		]);
		expect(sentencesOf("You wait…")).toEqual(["You wait…"]);
		expect(sentencesOf("")).toEqual([]);
	});

	it("[XH30] do not end at a point within a number", () => {
		expect(sentencesOf("It is 3.5 feet tall. You look up.")).toHaveLength(2);
	});

	it("[XH30] put together are the text again, whatever it is", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				expect(sentencesOf(text).join("")).toBe(text);
			}),
		);
	});

	it("[XH31] can be had up to a number", () => {
		const text = "One. Two. Three. Four.";
		expect(firstSentences(text, 3)).toBe("One. Two. Three.");
		expect(firstSentences(text, 9)).toBe(text);
		expect(firstSentences("", 3)).toBe("");
	});
});
