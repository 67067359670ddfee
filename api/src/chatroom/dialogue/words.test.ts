import { describe, expect, it } from "vitest";
import { seededRandom } from "../../messages/minds/scripted/random.js";
import { OPINIONS } from "../core/outcome.js";
import { CATEGORIES, PERSONALITIES } from "../core/society.js";
import { compose } from "./compose.js";
import { REASONS } from "./reasons.js";
import { outOfTone } from "./testing/tone-check.js";
import { TONES } from "./tones.js";
import type { Act } from "./voice.js";
import { VOICES } from "./voices.js";

const ACTS: readonly Act[] = [
	...OPINIONS,
	"agree",
	"disagree",
	"undecided",
	"insist",
	"agreement",
	"conflict",
	"mixed",
];

/** So many wordings of each act in each voice that every phrase comes many times. */
const WORDINGS = 300;

const ALL_REASONS = CATEGORIES.flatMap((category) =>
	OPINIONS.flatMap((opinion) => REASONS[category][opinion]),
);

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

	it.each(ACTS)("[CD6] is heard in whatever it says: %s", (act) => {
		const random = seededRandom(`${personality} ${act}`);
		for (let index = 0; index < WORDINGS; index += 1) {
			const opinion = OPINIONS.find((one) => one === act) ?? OPINIONS[index % OPINIONS.length]!;
			const category = CATEGORIES[index % CATEGORIES.length]!;
			const isOpening = index % 2 === 0;
			const { line } = compose({ act, personality, opinion, category, isOpening }, new Set(), random);
			const own = line.replace("{title}", "").replace("{name}", "");
			expect(outOfTone(own, personality), line).toEqual([]);
		}
	});
});
