import { describe, expect, it } from "vitest";
import { MAX_LINE_CHARACTERS } from "../../messages/minds/clean-line.js";
import { OPINIONS } from "../core/outcome.js";
import { CATEGORIES, PERSONALITIES } from "../core/society.js";
import { REASON_SHARE } from "./compose.js";
import { outOfTone } from "./out-of-tone.js";
import { REASONS } from "./reasons.js";
import { TONES } from "./tones.js";
import { ACTS, type Voice } from "./voice.js";
import { VOICES } from "./voices.js";

const RARE = ["shooting_star", "old_song", "lost_coin"] as const;

const ALL_REASONS = CATEGORIES.flatMap((category) =>
	OPINIONS.flatMap((opinion) => REASONS[category][opinion]),
);

/** What is the speaker's own of what it says of others: at most so much. */
const LEFT_OF_OTHERS: Readonly<Record<string, string>> = { topic: "all this", to: ", " };

/** All that can become of a phrase, in all its wordings. */
function wordingsOf(phrase: string, voice: Voice): readonly string[] {
	const marker = /\{(\w+)\}/.exec(phrase);
	if (marker === null) return [phrase];
	const symbol = marker[1]!.charAt(0).toLowerCase() + marker[1]!.slice(1);
	const texts = voice[symbol] ?? [LEFT_OF_OTHERS[symbol] ?? ""];
	return texts.flatMap((text) => wordingsOf(phrase.replace(marker[0], text), voice));
}

const longestOf = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

describe("the reasons", () => {
	it("[CD10] are short clauses that stand once and fit every voice", () => {
		expect(new Set(ALL_REASONS).size).toBe(ALL_REASONS.length);
		for (const reason of ALL_REASONS) {
			expect(reason).toMatch(/^[a-z][a-z ]*[a-z]$/);
			expect(reason.length, reason).toBeLessThanOrEqual(52);
			for (const { never } of Object.values(TONES)) expect(reason).not.toMatch(never);
		}
	});
});

describe.each(PERSONALITIES)("the voice of the %s", (personality) => {
	const voice = VOICES[personality];

	it("[CD10] says each thing once, in sentences, with no marker that nothing stands for", () => {
		const known = [...Object.keys(voice), "topic", "to", "reason"];
		for (const [symbol, phrases] of Object.entries(voice)) {
			expect(new Set(phrases).size, symbol).toBe(phrases.length);
			for (const phrase of phrases) {
				for (const [, marker] of phrase.matchAll(/\{(\w+)\}/g)) {
					expect(known, phrase).toContain(marker!.charAt(0).toLowerCase() + marker!.slice(1));
				}
				expect(phrase.replace(/\{\w+\}/g, "x"), phrase).not.toMatch(/[{}“”]| {2}/);
				expect(/\{topic\}/i.test(phrase), phrase).toBe(OPINIONS.some((opinion) => opinion === symbol));
				expect(/\{reason\}/i.test(phrase), phrase).toBe(symbol === "because");
				const isWhole = symbol === "because" || ACTS.some((act) => act === symbol);
				if (isWhole) expect(phrase, phrase).toMatch(/^[A-Z{].*[.!?}]$/);
			}
		}
	});

	it("[CD10] has its own words: no phrase is another's", () => {
		const others = PERSONALITIES.filter((other) => other !== personality).flatMap((other) =>
			ACTS.flatMap((act) => VOICES[other][act]),
		);
		for (const phrase of ACTS.flatMap((act) => voice[act])) expect(others).not.toContain(phrase);
	});

	it("[CD20] has six wordings at least for each of what rarely happens", () => {
		for (const kind of RARE) expect(voice[kind].length, kind).toBeGreaterThanOrEqual(6);
	});

	it.each(ACTS)("[CD6] is heard in every wording of what it says, and never lost by a reason: %s", (act) => {
		const { never, longest = MAX_LINE_CHARACTERS } = TONES[personality];
		const reasons = voice.because.flatMap((because) => wordingsOf(because, voice));
		for (const reason of reasons) expect(reason).not.toMatch(never);
		const mostAdded = 1 + longestOf(reasons) + longestOf(ALL_REASONS);
		for (const line of voice[act].flatMap((phrase) => wordingsOf(phrase, voice))) {
			expect(outOfTone(line, personality), line).toEqual([]);
			expect(line.length + (REASON_SHARE[act] > 0 ? mostAdded : 0), line).toBeLessThanOrEqual(longest);
		}
	});
});
