import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../sentences.js";
import type { Happening, NarrationRequest } from "../../mind.js";
import { MAX_NARRATION_CHARACTERS, MAX_NARRATION_SENTENCES } from "../narration-limits.js";
import { BOTTLE, HAPPENINGS, moment } from "../testing/moments.js";
import { scriptedNarration } from "./narrate.js";

const tell = (request: NarrationRequest, seed = 1): string => scriptedNarration(request, seed);

/** What is told of many moments that differ by nothing but their id. */
const tellings = (given: Partial<NarrationRequest>, count = 60): readonly string[] =>
	Array.from({ length: count }, (_none, index) => tell(moment({ ...given, id: `m${index}` })));

describe("the scripted narrator", () => {
	it("[XH32] tells the same of the same moment and seed, and something else with another", () => {
		expect(tell(moment())).toBe(tell(moment()));
		const seeds = new Set(Array.from({ length: 20 }, (_none, seed) => tell(moment(), seed)));
		expect(seeds.size).toBeGreaterThan(8);
	});

	it.each(HAPPENINGS.map((happening) => [JSON.stringify(happening), happening] as const))(
		"[XH32] has many words for %s",
		(_what, happening) => {
			expect(new Set(tellings({ happening, said: "What a lovely evening" })).size).toBeGreaterThan(7);
		},
	);

	it("[XH33] names what was taken, and counts it", () => {
		const taken = tellings({
			happening: { kind: "taken", item: BOTTLE },
			quest: { title: "Seven Dreams", found: 3, needed: 7, won: false },
		});
		expect(taken.filter((text) => text.includes("Amber Bottle")).length).toBeGreaterThan(40);
		expect(taken.filter((text) => /three|four/i.test(text))).toHaveLength(60);
	});

	it("[XH33] celebrates the last one, and says when one is missing", () => {
		const quest = { title: "Seven Dreams", needed: 7 };
		const happening: Happening = { kind: "taken", item: BOTTLE };
		for (const text of tellings({ happening, quest: { ...quest, found: 7, won: true } })) {
			expect(text).toMatch(/!$/);
			expect(text).toMatch(/seven/i);
		}
		for (const text of tellings({ happening, quest: { ...quest, found: 6, won: false } }))
			expect(text).toMatch(/one|six/i);
	});

	it("[XH33] tells of nothing taken where something was refused", () => {
		const refused = HAPPENINGS.filter(({ kind }) => kind === "refused");
		for (const happening of refused) {
			for (const text of tellings({ happening })) expect(text).not.toMatch(/You (take|pick up|put)|is yours/);
		}
	});

	it("[XH33] names where a player is, what lies there and where ways lead", () => {
		const looked = tellings({ happening: { kind: "looked" } });
		expect(looked.every((text) => text.includes("the Lantern and the Blue Bottle"))).toBe(true);
		expect(looked.every((text) => text.includes("the Old Well or Hollow Hill"))).toBe(true);
		const bare = { ...moment().place, items: [] };
		for (const text of tellings({ happening: { kind: "looked" }, place: bare }))
			expect(text).not.toMatch(/Lantern/);
	});

	it("[XH33] answers a greeting, a question and a remark each in another way", () => {
		const of = (said: string) => tellings({ happening: { kind: "said" }, said });
		expect(of("Hello there").some((text) => /greet|hello|welcome/i.test(text))).toBe(true);
		expect(of("Where is the well?").every((text) => !/greet/i.test(text))).toBe(true);
		expect(of('I "like" it here.').some((text) => text.includes('"I like it here"'))).toBe(true);
	});

	it("[XH31] is one to three sentences that fit, whatever a story is made of", () => {
		const text = fc.string({ unit: "binary", maxLength: 300 });
		const thing = fc.record({ name: text, description: text });
		const happening = fc.oneof(
			fc.constantFrom(...HAPPENINGS),
			thing.map((item): Happening => ({ kind: "taken", item })),
			text.map((from): Happening => ({ kind: "moved", from })),
		);
		const place = fc.record({ name: text, description: text, items: fc.array(text), ways: fc.array(text) });
		fc.assert(
			fc.property(text, happening, text, place, (id, happened, said, where) => {
				const told = tell(moment({ id, happening: happened, said, place: where }));
				expect(told.length).toBeGreaterThan(0);
				expect(told.length).toBeLessThanOrEqual(MAX_NARRATION_CHARACTERS);
				expect(told).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
			}),
		);
		for (const happened of HAPPENINGS) {
			for (const told of tellings({ happening: happened, said: "Fine." }))
				expect(sentencesOf(told).length).toBeLessThanOrEqual(MAX_NARRATION_SENTENCES);
		}
	});

	it("[XH32] fills in text, never templates", () => {
		const item = { name: "{place} bottle", description: "{found} of {needed}" };
		const told = tellings({ happening: { kind: "taken", item } });
		expect(told.some((text) => text.includes("{place} bottle"))).toBe(true);
	});
});
