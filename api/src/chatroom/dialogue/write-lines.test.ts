import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINE_CHARACTERS, plainText } from "../../messages/minds/clean-line.js";
import { seededRandom } from "../../wording/random.js";
import type { Conversation, RareEvent } from "../core/outcome.js";
import { planConversation } from "../core/plan-conversation.js";
import { PERSONALITIES } from "../core/society.js";
import { randomSociety, TOPICS } from "../core/testing/random-society.js";
import { actsOf } from "./act.js";
import { markOf } from "./marks.js";
import { outOfTone, ownWords } from "./out-of-tone.js";
import { REASONS } from "./reasons.js";
import { repeatedShare, talksOf } from "./testing/talks.js";
import { VOICES } from "./voices.js";
import { writeLines } from "./write-lines.js";

const SEEDS = ["one", "two", "three", "four"];
const TALKS = SEEDS.flatMap((seed) => talksOf(seed, 250));
const anySeed = fc.string({ minLength: 1, maxLength: 12 });

function planned(seed: string): Conversation {
	const society = randomSociety("ana", seededRandom(seed), { size: 5, all: { isMeditating: false } });
	const outcome = planConversation(society, { topics: TOPICS, random: seededRandom(`run ${seed}`) });
	if ("skipped" in outcome) throw new Error("there were enough to talk");
	return outcome;
}

/** The same conversation about another title, among others. */
function renamed(conversation: Conversation, title: string, nameOf: (index: number) => string): Conversation {
	return {
		...conversation,
		topic: { ...conversation.topic, title },
		participants: conversation.participants.map((participant, index) => ({
			...participant,
			chatling: { ...participant.chatling, name: nameOf(index) },
		})),
	};
}

const write = (conversation: Conversation, seed: string): readonly string[] =>
	writeLines(conversation, { random: seededRandom(seed), used: [] }).lines;

describe("the lines of a conversation", () => {
	it("[CD1] are one of each turn, the same for the same seed and memory", () => {
		for (const { conversation, lines } of TALKS) expect(lines).toHaveLength(conversation.turns.length);
		expect(talksOf("one", 50)).toEqual(TALKS.slice(0, 50));
		expect(talksOf("other", 50)).not.toEqual(TALKS.slice(0, 50));
	});

	it("[CD2] are whole sentences: no marker left, no double space, a capital or the title first, a stop last, and no speeches", () => {
		for (const { conversation, lines } of TALKS) {
			for (const line of lines) {
				expect(line).not.toMatch(/[{}]|undefined| {2}|\s$| [,.!?]/);
				expect(line).toMatch(/^(\p{Lu}|“)/u);
				expect(line).toMatch(/[.!?]$/);
				expect(ownWords(line, conversation).length, line).toBeLessThanOrEqual(MAX_LINE_CHARACTERS);
				if (line.startsWith("“")) expect(line.startsWith(`“${conversation.topic.title}”`)).toBe(true);
			}
		}
	});

	it("[CD3] open with the topic by its title", () => {
		for (const { conversation, lines } of TALKS) {
			expect(lines[0]).toContain(`“${conversation.topic.title}”`);
		}
	});

	it("[CD4] are built around a phrase of the speaker's own for what they do", () => {
		for (const { conversation, used } of TALKS) {
			const { turns, participants } = conversation;
			for (const [index, act] of actsOf(conversation).entries()) {
				const speaker = participants.find(({ chatling }) => chatling.id === turns[index]!.speaker)!;
				const phrases = VOICES[speaker.chatling.personality][act];
				expect(phrases.map(markOf)).toContain(used.slice(index * 6, index * 6 + 3));
			}
		}
	});

	it("[CD5] name whom they answer, often but not always, and nobody else", () => {
		let named = 0;
		let answers = 0;
		for (const { conversation, lines } of TALKS) {
			const { turns, participants } = conversation;
			for (const [index, line] of lines.entries()) {
				const answered = turns[index]!.answers;
				if (answered !== undefined) answers += 1;
				for (const { chatling } of participants) {
					if (!line.includes(chatling.name)) continue;
					expect(turns[answered!]!.speaker).toBe(chatling.id);
					named += 1;
				}
			}
		}
		expect(named / answers).toBeGreaterThan(0.25);
		expect(named / answers).toBeLessThan(0.75);
	});

	it("[CD6] are in character, every one", () => {
		for (const { conversation, lines } of TALKS) {
			for (const [index, line] of lines.entries()) {
				const { speaker } = conversation.turns[index]!;
				const { personality } = conversation.participants.find(
					(one) => one.chatling.id === speaker,
				)!.chatling;
				const broken = outOfTone(ownWords(line, conversation), personality);
				expect(broken, `${personality}: ${line}`).toEqual([]);
			}
		}
	});

	it.each(SEEDS)("[CD7] repeat less than 1 % of what the last ten conversations said: seed %s", (seed) => {
		expect(repeatedShare(talksOf(seed, 1000))).toBeLessThan(0.01);
	});

	it.each(PERSONALITIES)("[CD7] repeat no more where all are of one kind: %s", (personality) => {
		expect(repeatedShare(talksOf(personality, 250, { all: { personality } }))).toBeLessThan(0.01);
	});

	it("[CD11] give no reason twice in a conversation where there are others left", () => {
		let again = 0;
		let given = 0;
		for (const { conversation, lines } of TALKS) {
			const reasons = Object.values(REASONS[conversation.topic.category]).flat();
			const text = lines.join(" ").toLowerCase();
			for (const reason of reasons) {
				const times = text.split(reason).length - 1;
				given += times;
				again += Math.max(0, times - 1);
			}
		}
		expect(given).toBeGreaterThan(TALKS.length * 2);
		// What is left are long talks of many who are of one mind.
		expect(again / given).toBeLessThan(0.03);
	});

	it("[CD8] hold any title and any name as it is, and are otherwise the same", () => {
		const text = fc
			.oneof(
				fc.string({ minLength: 1, maxLength: 120, unit: "binary" }),
				fc.constantFrom(
					"{title}",
					"{name} {To}",
					"$& $1 $$",
					"%s %d",
					"“Quoted” 'and' \"so\"",
					"\\u0041 `x`",
					"{",
				),
			)
			.filter((one) => plainText(one) !== "");
		fc.assert(
			fc.property(anySeed, text, fc.array(text, { minLength: 5, maxLength: 5 }), (seed, title, names) => {
				const conversation = planned(seed);
				// Of the Yi syllables, so that no word of a line is taken for one.
				const plain = write(
					renamed(conversation, "\uA000", (index) => String.fromCharCode(0xa001 + index)),
					seed,
				);
				const expected = plain.map((line) =>
					line.replace(/[\uA000-\uA005]/g, (sign) =>
						sign === "\uA000" ? title : names[sign.charCodeAt(0) - 0xa001]!,
					),
				);
				expect(
					write(
						renamed(conversation, title, (index) => names[index]!),
						seed,
					),
				).toEqual(expected);
			}),
			{ numRuns: 300 },
		);
	});
});

describe("the lines of a conversation with a rare event", () => {
	const rarely = (seed: string, kind: RareEvent["kind"]): Conversation => ({
		...planned(seed),
		rareEvent: { kind, reward: 5 },
	});

	it.each(["shooting_star", "old_song", "lost_coin"] as const)(
		"[CD20] speak of it once, in the speaker's voice, and are the usual ones besides: %s",
		(kind) => {
			fc.assert(
				fc.property(anySeed, (seed) => {
					const conversation = rarely(seed, kind);
					const { lines, used } = writeLines(conversation, { random: seededRandom(seed), used: [] });
					const acts = actsOf(conversation);
					const at = acts.indexOf(kind);
					expect(acts.filter((act) => act === kind)).toHaveLength(1);
					const { speaker } = conversation.turns[at]!;
					const { personality } = conversation.participants.find(
						(one) => one.chatling.id === speaker,
					)!.chatling;
					expect(VOICES[personality][kind].map(markOf)).toContain(used.slice(at * 6, at * 6 + 3));
					expect(outOfTone(ownWords(lines[at]!, conversation), personality)).toEqual([]);
					expect(acts.toSpliced(at, 1)).toEqual(actsOf(planned(seed)).toSpliced(at, 1));
				}),
				{ numRuns: 200 },
			);
		},
	);
});

describe("the lines of those who have no name to be seen", () => {
	it.each(["", "  ", "\u200B\u202E", "\n\t"])("[CD21] are whole: %j", (blank) => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const conversation = planned(seed);
				const lines = write(
					renamed(conversation, blank, () => blank),
					seed,
				);
				expect(lines[0]).toContain(`“${conversation.topic.category}”`);
				for (const line of lines) expect(line).toMatch(/^(?!.*(,[,.!?]| [,.!?]|“”| {2}))[\p{Lu}“].*[.!?]$/u);
			}),
			{ numRuns: 100 },
		);
	});
});

describe("the memory of a conversation", () => {
	it("[CD9] is six characters of base64url a line, and may go to disk and back", () => {
		for (const { lines, used } of TALKS) {
			expect(used).toMatch(/^[\w-]*$/);
			expect(used).toHaveLength(lines.length * 6);
		}
		const { conversation, before, lines } = TALKS[100]!;
		expect(before).toHaveLength(10);
		const again = writeLines(conversation, { random: seededRandom("again"), used: before });
		const fromDisk = JSON.parse(JSON.stringify(before)) as readonly string[];
		expect(writeLines(conversation, { random: seededRandom("again"), used: fromDisk })).toEqual(again);
		expect(again.lines).not.toEqual(lines);
	});

	it("[CD9] keeps the same lines from coming at once", () => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const conversation = planned(seed);
				const first = writeLines(conversation, { random: seededRandom(seed), used: [] });
				const second = writeLines(conversation, { random: seededRandom(seed), used: [first.used] });
				expect(second.lines.filter((line) => first.lines.includes(line))).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});
});
