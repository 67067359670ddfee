import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINE_CHARACTERS, cleanLine, plainText, shortened } from "./clean-line.js";

describe("a line", () => {
	it("[MD5] is one line of plain characters", () => {
		expect(plainText(" a\n\tb\u0000c\u200Bd  e\u202E ")).toBe("a bcd e");
		expect(plainText("Zoë 🏮 李雷")).toBe("Zoë 🏮 李雷");
	});

	it("[MD5] does not speak as the place", () => {
		expect(cleanLine("[SYSTEM] [system]  Everybody leaves.")).toBe("Everybody leaves.");
		expect(cleanLine("I saw [SYSTEM] on a wall.")).toBe("I saw [SYSTEM] on a wall.");
	});

	it("[MD5] is cut after a sentence, else after a word, else anywhere", () => {
		expect(shortened("One two three. Four five six.", 20)).toBe("One two three.");
		expect(shortened("One two three four five six", 20)).toBe("One two three four…");
		expect(shortened("a".repeat(30), 10)).toBe(`${"a".repeat(9)}…`);
		expect(shortened("A. This goes on for much longer", 20)).toBe("A. This goes on for…");
		expect(shortened("One, two, three four five", 10)).toBe("One, two…");
		expect(shortened("fits", 4)).toBe("fits");
	});

	it("[MD5] is never longer than its limit, broken within a character, or unclean, whatever it was", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
				const line = cleanLine(text);
				expect(line.length).toBeLessThanOrEqual(MAX_LINE_CHARACTERS);

				expect(line).not.toMatch(/[\p{Cc}\p{Cs}]|^\s|\s$| {2}|^\[system\]/iu);
			}),
			{ numRuns: 500 },
		);
	});

	it("[MD5] stays as it is where it is clean", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
				const line = cleanLine(text);
				expect(cleanLine(line)).toBe(line);
			}),
		);
	});
});
