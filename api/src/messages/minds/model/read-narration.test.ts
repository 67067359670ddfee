import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../sentences.js";
import { MAX_NARRATION_CHARACTERS, MAX_NARRATION_SENTENCES } from "../narration-limits.js";
import { readNarration } from "./read-narration.js";

describe("what a model narrates", () => {
	it.each([
		["plain sentences", "You take it. It hums."],
		["quotes around them", '"You take it. It hums."'],
		["thoughts before them", "<think>Short!</think>You take it. It hums."],
		["an object", '{"text": "You take it. It hums."}'],
		["a speaker", "Narrator: You take it. It hums."],
		["lines", "You take it.\n\nIt hums."],
	])("[XH34] is read from %s", (_what, written) => {
		expect(readNarration(written)).toBe("You take it. It hums.");
	});

	it.each(["", "  ", "<think>for ever", "{}", "[1]"])("[XH34] is nothing where it wrote %j", (written) => {
		expect(readNarration(written)).toBeUndefined();
	});

	it("[XH31] has three sentences at most", () => {
		expect(readNarration("One. Two. Three. Four.")).toBe("One. Two. Three.");
	});

	it("[XH31] fits, whatever it wrote", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (written) => {
				const told = readNarration(written);
				if (told === undefined) return;
				expect(told).not.toBe("");
				expect(told.length).toBeLessThanOrEqual(MAX_NARRATION_CHARACTERS);
				expect(sentencesOf(told).length).toBeLessThanOrEqual(MAX_NARRATION_SENTENCES);
				expect(told).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
			}),
		);
	});
});
