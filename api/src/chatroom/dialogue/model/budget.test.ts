import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../wording/random.js";
import { bytesOf, INPUT_TOKENS, mostTokens, PROMPT_BYTES } from "./budget.js";

/** Byte-level BPE by its definition, with merges that somebody learned: here by chance, of the text itself. */
function countTokens(text: string, merges: number, random: () => number): number {
	let tokens = [...Buffer.from(text)].map((byte) => String.fromCharCode(byte));
	for (let count = 0; count < merges && tokens.length > 1; count += 1) {
		const at = Math.floor(random() * (tokens.length - 1));
		const [left, right] = [tokens[at]!, tokens[at + 1]!];
		const merged: string[] = [];
		for (let index = 0; index < tokens.length; index += 1) {
			const isPair = tokens[index] === left && tokens[index + 1] === right;
			merged.push(isPair ? left + right : tokens[index]!);
			if (isPair) index += 1;
		}
		tokens = merged;
	}
	return tokens.length;
}

describe("the bound of tokens", () => {
	const text = fc.string({ unit: "binary", maxLength: 80 });

	it("[CD22] is never less than what a byte-level tokenizer counts, whatever it learned", () => {
		fc.assert(
			fc.property(text, fc.nat({ max: 60 }), fc.string(), (words, merges, seed) => {
				expect(countTokens(words, merges, seededRandom(seed))).toBeLessThanOrEqual(bytesOf(words));
			}),
			{ numRuns: 500 },
		);
	});

	it("[CD22] is reached by a tokenizer that learned nothing, so that none is closer", () => {
		expect(countTokens("Hmph 🎺 雨", 0, () => 0)).toBe(bytesOf("Hmph 🎺 雨"));
		expect(mostTokens({ system: "🎺", user: "雨" }) - mostTokens({ system: "", user: "" })).toBe(7);
	});

	it("[CD22] leaves room for the template within 335", () => {
		expect(INPUT_TOKENS).toBe(335);
		expect(mostTokens({ system: "x".repeat(100), user: "y".repeat(PROMPT_BYTES - 100) })).toBe(INPUT_TOKENS);
		// Llama 3.1's, the longest: 1 to begin, 5 each for three headers and two ends, 19 of its date.
		expect(mostTokens({ system: "", user: "" })).toBeGreaterThanOrEqual(34);
	});
});
