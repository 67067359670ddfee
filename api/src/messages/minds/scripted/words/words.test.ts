import { describe, expect, it } from "vitest";
import { NOON, TOWN, asked, npc } from "../../testing/cast.js";
import type { Words } from "../../../../wording/grammar.js";
import { readLine } from "../read-line.js";
import { scriptedAnswer } from "../scripted-mind.js";
import type { Temper } from "../persona-words.js";
import { ANSWERS } from "./answers.js";
import { MEETINGS } from "./meetings.js";
import { REMARKS } from "./remarks.js";
import { TEMPER_MARKS } from "./tempers/marks.js";
import { TEMPERS } from "./tempers/tempers.js";
import { TRADES } from "./trades/trades.js";

/** Of `slots.ts`. */
const SLOTS = [
	"speaker",
	"self",
	"topic",
	"word",
	"quote",
	"othersQuote",
	"other",
	"others",
	"place",
	"subject",
];

const COMMON: Words = { ...MEETINGS, ...ANSWERS, ...REMARKS };
const ALL: Readonly<Record<string, Words>> = { common: COMMON, ...TEMPERS, ...TRADES };
const templates = (words: Words): readonly string[] => Object.values(words).flat();
const withSlots = (template: string): string =>
	template.replace(/\{(\w+)\}/g, (_all, name: string) => (/topic/i.test(name) ? "the bridge" : "Robin"));
const kindOf = (template: string): string =>
	readLine(withSlots(template), { listener: "Nobody", members: [] }).kind;

describe("the words of the scripted mind", () => {
	it("[MD18] name only slots and symbols that there are", () => {
		const symbols = new Set(Object.values(ALL).flatMap((words) => Object.keys(words)));
		for (const template of Object.values(ALL).flatMap(templates)) {
			for (const [, marker] of template.matchAll(/\{(\w+)\}/g)) {
				const name = marker!.charAt(0).toLowerCase() + marker!.slice(1);
				expect([...SLOTS, ...symbols], template).toContain(name);
			}
		}
	});

	it.each(Object.entries(ALL))("[MD19] stand once, short and clean: %s", (_name, words) => {
		for (const [symbol, list] of Object.entries(words)) {
			expect(new Set(list).size, symbol).toBe(list.length);
			for (const template of list) {
				expect(template.length, template).toBeLessThanOrEqual(110);
				expect(template, template).toMatch(symbol === "trade" ? /^I .*[^.]$/ : /[.!?}]$/);
			}
		}
	});

	it("[MD17] say goodbye so that others know it for one, and nowhere else", () => {
		for (const [name, words] of Object.entries(ALL)) {
			for (const [symbol, list] of Object.entries(words)) {
				for (const template of list) {
					const isFarewell = kindOf(template) === "farewell";
					expect(isFarewell, `${name} ${symbol}: ${template}`).toBe(symbol === "farewell");
				}
			}
		}
	});

	it("[MD15] cry no alarm, and call nobody names, so that NPCs do not set each other off", () => {
		for (const template of Object.values(ALL).flatMap(templates)) {
			expect(["alarm", "insult", "follow", "stay"], template).not.toContain(kindOf(template));
		}
	});

	it("[MD14] ask only in questions, and colour with none", () => {
		for (const words of Object.values(ALL)) {
			for (const template of words["ask"] ?? []) expect(template).toMatch(/\?$/);
			for (const template of [...(words["open"] ?? []), ...(words["close"] ?? [])])
				expect(template).not.toContain("?");
		}
	});

	it("[MD20] of everybody and of trades fit every temper: no exclamations, nothing shortened", () => {
		for (const template of [COMMON, ...Object.values(TRADES)].flatMap(templates)) {
			expect(template).not.toMatch(
				/!|\b(don't|can't|it's|i'm|isn't|won't|you're|that's|wonderful|lovely)\b/i,
			);
		}
	});

	it.each(Object.entries(TEMPERS).filter(([name]) => name !== "plain"))(
		"[MD20] of a temper bear its mark: %s",
		(name, words) => {
			const marks = TEMPER_MARKS[name as Temper];
			for (const template of [...(words["open"] ?? []), ...(words["close"] ?? [])])
				expect(template).toMatch(marks);
		},
	);
});

describe("the tone of lines", () => {
	const said = (persona: string): readonly string[] => {
		const contents = [
			"Hello",
			"What do you do?",
			"The bridge is closed.",
			"Do you like it here?",
			"any news?",
			"How are you?",
		];
		const somebody = npc("npc_tone", "Jo", persona);
		return Array.from({ length: 300 }, (_, index) => {
			const content = contents[index % contents.length]!;
			return scriptedAnswer(asked(content, { id: `t${index}`, npc: somebody, at: NOON + index * 60 }), 1)
				.content;
		}).filter((line) => line !== "");
	};

	it.each<[Temper, string, RegExp]>([
		["grumpy", "A grumpy man.", /!|\b(wonderful|lovely|glad|splendid)\b/i],
		["cheerful", "A cheerful woman.", /\b(hmph|bah|pah|tch)\b/i],
		["learned", "A learned woman.", /!|\b(don't|can't|it's|gonna|yeah|wow)\b/i],
		["shy", "A shy man.", /!|\bnaturally\b/i],
		["stern", "A stern man.", /!|\b(um|lovely|wow)\b/i],
		["nosy", "A gossip.", /!|\bhmph\b/i],
		["dreamy", "A dreamy woman.", /!|\bhmph\b/i],
		["proud", "A proud woman.", /!|\b(um|hmph)\b/i],
		["child", "A child.", /\b(taxes|hmph|naturally|evidence)\b/i],
	])("[MD20] is heard, and never another's: %s", (temper, persona, never) => {
		const lines = said(persona);
		for (const line of lines) expect(line).not.toMatch(never);
		const marked = lines.filter((line) => TEMPER_MARKS[temper].test(line)).length;
		expect(marked / lines.length).toBeGreaterThan(0.5);
	});

	it.each([
		["A baker.", /bak|bread|oven|dough|loa[fv]|flour|crust|miller|yeast|buns?\b|rolls|honey cake|rye/i],
		["A guard.", /guard|watch|gate|lock|peace|thief|torch|helmet|comes|sell nothing|coins/i],
		["A fisherman.", /fish|net|herring|water|boat|tide|eel|boot|cod|pier/i],
	])("[MD20] tells the trade where it is asked for: %s", (persona, words) => {
		for (let index = 0; index < 60; index += 1) {
			const content = index % 2 === 0 ? "What do you do?" : "What do you sell?";
			expect(
				scriptedAnswer(asked(content, { id: `w${index}`, npc: npc("x", "Jo", persona) }), 1).content,
			).toMatch(words);
		}
	});

	it("[MD20] differs between people who are asked the same", () => {
		const lines = TOWN.map((one) => scriptedAnswer(asked("What do you do?", { npc: one }), 1).content);
		expect(new Set(lines).size).toBe(TOWN.length);
	});
});
