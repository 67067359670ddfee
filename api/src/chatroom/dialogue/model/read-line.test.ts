import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINE_CHARACTERS } from "../../../messages/minds/clean-line.js";
import { PERSONALITIES } from "../../core/society.js";
import { outOfTone } from "../out-of-tone.js";
import { type Read, readLine } from "./read-line.js";
import { createScene } from "./scene.js";
import { goodLine } from "./testing/stub-model.js";
import { hostileTexts } from "./testing/hostile.js";
import { meeting } from "./testing/meeting.js";

const cast = [
	{ name: "Pip", personality: "grumpy" },
	{ name: "Momo", personality: "cheerful" },
	{ name: "Zed", personality: "shy" },
] as const;
const scene = createScene(meeting({ cast }));

/** Pip's answer to Zed, or the opening of the talk by Pip. */
const answer = (written: string): Read => readLine(written, scene, 3);
const opening = (written: string): Read => readLine(written, scene, 0);

describe("a model's words for a line", () => {
	it.each([
		["Hmph. No.", "Hmph. No."],
		["  hmph,\n no . ", "Hmph, no."],
		['"Bah. So they say."', "Bah. So they say."],
		["Pip: Bah, Zed.", "Bah, Zed."],
		["Line: Bah.", "Bah."],
		["Grumpy: Bah.", "Bah."],
		["*sighs* Bah. Fine.", "Bah. Fine."],
		["<think>He is grumpy.</think>Bah. Fine.", "Bah. Fine."],
		['{"say": "Bah. Fine."}', "Bah. Fine."],
		["Bah, **no**.", "Bah, no."],
		["Bah… fine.", "Bah... fine."],
		["Bah. I have had “rain all week” before.", "Bah. I have had “Rain all week” before."],
		["Bah. I have had rain all week before.", "Bah. I have had rain all week before."],
		[`Bah. ${"So it goes. ".repeat(30)}`, `Bah. ${"So it goes. ".repeat(16).trim()}`],
	])("[CD25] are cleaned: %j", (written, line) => {
		expect(answer(written)).toEqual({ line });
	});

	it.each([
		["", "unreadable"],
		["   \u200B ", "unreadable"],
		['{"speak": 1}', "unreadable"],
		["<think>and on and on", "unreadable"],
		["Bah. And then I", "unfit"],
		[`Bah, ${"and on ".repeat(60)}.`, "unfit"],
		["- Bah.", "unfit"],
		["😀 Bah.", "unfit"],
		["Bah, {name}.", "unfit"],
		["Bah, <b>no</b>.", "unfit"],
		["Bah, see https://example.org now.", "unfit"],
		["Bah, write to me@example.org.", "unfit"],
		["Bah, as an AI language model I have no knees.", "unfit"],
		["Bah, I can't help with that.", "unfit"],
		["Bah, my instructions say no.", "unfit"],
		["Bah, Momo.", "unfit"],
		["Bah, says Pip.", "unfit"],
		["Zed: Bah.", "unfit"],
		["Bah.\nZed: Um... no.", "unfit"],
		["I like it very much.", "out_of_tone"],
		["Bah! No.", "out_of_tone"],
	])("[CD25] are not said where they are no line of the speaker's: %j", (written, flaw) => {
		expect(answer(written)).toEqual({ flaw });
	});

	it("[CD3] open with the topic by its title, or not at all", () => {
		expect(opening("Bah. rain all week again.")).toEqual({ line: "Bah. “Rain all week” again." });
		expect(opening('Bah. "Rain all week" again.')).toEqual({ line: "Bah. “Rain all week” again." });
		expect(opening("Bah. What weather.")).toEqual({ flaw: "unfit" });
	});

	it("[CD5] name the one who is answered where the name holds another's", () => {
		const crowded = createScene(
			meeting({
				cast: [
					{ name: "Pip", personality: "grumpy" },
					{ name: "Pip the Great", personality: "kind" },
				],
			}),
		);
		expect(readLine("Bah, Pip the Great.", crowded, 2)).toEqual({ line: "Bah, Pip the Great." });
		expect(readLine("Bah, Pip.", crowded, 2)).toEqual({ flaw: "unfit" });
	});

	it("[CD25] are told the category where a title has no words, and the title is shown", () => {
		const signs = createScene(meeting({ title: "🎺🎺" }));
		expect(signs.title).toEqual({ shown: "🎺🎺", told: "weather" });
		expect(readLine("Bah, weather.", signs, 0)).toEqual({ line: "Bah, “🎺🎺”." });
	});

	it("[CD25] are a whole, clean line in character or nothing, whatever they are", () => {
		const around = fc.oneof(fc.constant(""), hostileTexts);
		let said = 0;
		fc.assert(
			fc.property(fc.nat({ max: 5 }), fc.boolean(), around, around, (index, isGood, before, after) => {
				const { personality } = scene.speakerOf(scene.turns[index]!);
				const user = `${personality}\nTopic "Rain all week"${index === 0 ? "\nOpens by" : ""}`;
				const read = readLine(`${before}${isGood ? goodLine(user, index) : ""}${after}`, scene, index);
				if ("flaw" in read) return;
				said += 1;
				const { line } = read;
				expect(line).toMatch(/^["“]?[\p{L}\p{N}].*[.!?]$/u);
				expect(line.length).toBeLessThanOrEqual(MAX_LINE_CHARACTERS + 2);
				expect(line).not.toMatch(/[{}<>[\]|`*#\p{Cc}\p{Cf}]| {2}| [,.!?]/u);
				expect(outOfTone(line, personality)).toEqual([]);
			}),
			{ numRuns: 2000 },
		);
		expect(said).toBeGreaterThan(20);
	});

	it.each(PERSONALITIES)("[CD25] of a good model are said: the %s", (personality) => {
		const two = createScene(meeting({ cast: [{ ...cast[0], personality }, cast[1]] }));
		const user = `${personality}: x\nTopic "Rain all week": likes it.\nOpens by`;
		expect(readLine(goodLine(user, 7), two, 0)).toEqual({ line: goodLine(user, 7) });
	});
});
