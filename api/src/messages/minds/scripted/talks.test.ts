import { describe, expect, it } from "vitest";
import type { HeardLineWire } from "../../../../../game/src/shared/wire/index.js";
import type { MindAnswer } from "../../mind.js";
import { NOON, TOWN } from "../testing/cast.js";
import { type TalkOutcome, simulateTalk } from "../testing/simulate-talk.js";
import { readLine } from "./read-line.js";
import { pick, seededRandom } from "../../../wording/random.js";
import { scriptedAnswer } from "./scripted-mind.js";
import { createGrammar } from "../../../wording/grammar.js";

/** Ten thousand in a full run; a twentieth is enough to notice that something broke. */
const TALKS = Number(process.env.EARSHOT_TALKS ?? 500);

/** Among NPCs: twelve lines, four with goodbyes, and the last who has nothing to say. */
const MOST_ASKS = 18;

const town = (size: number, key: string) => {
	const random = seededRandom(key);
	return TOWN.map((npc) => ({ npc, place: random() }))
		.toSorted((a, b) => a.place - b.place)
		.slice(0, size)
		.map(({ npc }) => npc);
};
const answer = (request: Parameters<typeof scriptedAnswer>[0]): MindAnswer => scriptedAnswer(request, 1);
const goodbyes = ({ lines }: TalkOutcome): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const { speaker, content } of lines) {
		if (readLine(content, { listener: "", members: [] }).kind !== "farewell") continue;
		counts.set(speaker.id, (counts.get(speaker.id) ?? 0) + 1);
	}
	return counts;
};

describe("talks of scripted minds", () => {
	it.each([2, 8])(
		`[MD17] ${TALKS} of %i end by themselves, soon, and with one goodbye each at most`,
		(size) => {
			let lines = 0;
			for (let index = 0; index < TALKS; index += 1) {
				const talk = simulateTalk({
					id: `${size}-${index}`,
					npcs: town(size, `${index}`),
					answer,
					maxAsks: 200,
				});
				expect(talk.isOver).toBe(true);
				expect(talk.asks).toBeLessThanOrEqual(MOST_ASKS);
				expect(Math.max(0, ...goodbyes(talk).values())).toBeLessThanOrEqual(1);
				lines += talk.lines.length;
			}
			// It is talk, and no mere greeting.
			expect(lines / TALKS).toBeGreaterThan(4);
		},
	);

	it.each<[string, (content: string) => string]>([
		["echoes", (content) => content],
		["asks without end", (content) => `Why do you say that, and not another thing? (${content.length})`],
		["is polite without end", () => "Thank you, how kind. And you?"],
		["says goodbye without end", () => "Goodbye, goodbye."],
	])("[MD17] end with somebody who %s", (_what, other) => {
		for (let index = 0; index < 100; index += 1) {
			const npcs = town(3, `${index}`);
			const odd = npcs[1]!.npcId;
			const talk = simulateTalk({
				id: `odd-${index}`,
				npcs,
				answer: (request) =>
					request.npc.npcId === odd
						? { ...answer(request), content: other(request.message.content) }
						: answer(request),
				maxAsks: 200,
			});
			expect(talk.isOver).toBe(true);
			expect(talk.asks).toBeLessThan(60);
		}
	});

	it("[MD19] repeat fewer than one line in fifty of an NPC within its last twenty", () => {
		const memory = new Map<string, HeardLineWire[]>();
		let repeated = 0;
		let lines = 0;
		const last = new Map<string, string[]>();
		for (let index = 0; index < TALKS; index += 1) {
			// Memory is bounded as a backend's is.
			for (const [id, heard] of memory) memory.set(id, heard.slice(-50));
			const talk = simulateTalk({
				id: `v-${index}`,
				npcs: town(2 + (index % 4), `v${index}`),
				answer,
				playerLines: index % 3 === 0 ? ["Hello!", "What do you do?", "The bridge is closed.", "bye"] : [],
				memory,
				startsAt: NOON + index * 600,
				maxAsks: 200,
			});
			for (const { speaker, content } of talk.lines) {
				if (speaker.type !== "npc") continue;
				const before = last.get(speaker.id) ?? [];
				if (before.includes(content)) repeated += 1;
				lines += 1;
				last.set(speaker.id, [...before, content].slice(-20));
			}
		}
		expect(lines).toBeGreaterThan(TALKS * 4);
		expect(repeated / lines).toBeLessThan(0.02);
	});

	it("[MD3] hold no word that the NPC had not heard", () => {
		let heardAgain = 0;
		for (let index = 0; index < 60; index += 1) {
			const canaries = Array.from({ length: 6 }, (_, line) => `zq${pseudoWord(`${index} ${line}`)}x`);
			const deaf = TOWN[index % TOWN.length]!;
			const memory = new Map<string, HeardLineWire[]>();
			const others = TOWN.filter(({ npcId }) => npcId !== deaf.npcId).slice(0, 3);
			const before = simulateTalk({
				id: `c-${index}`,
				npcs: others,
				answer,
				playerLines: canaries.map((word) => `I left the ${word} near the old mill, what of the ${word}`),
				memory,
				maxAsks: 300,
			});
			heardAgain += before.lines.filter(
				({ speaker, content }) => speaker.type === "npc" && /zq\w+x/.test(content),
			).length;
			// It comes when all is said, and is asked about it by those who heard.
			const own: HeardLineWire[] = [];
			for (let ask = 0; ask < 10; ask += 1) {
				const talk = simulateTalk({
					id: `d-${index}-${ask}`,
					npcs: [deaf, others[0]!],
					answer: (request) =>
						request.npc.npcId === deaf.npcId ? answer(request) : { ...answer(request), content: "" },
					memory: new Map([[deaf.npcId, own]]),
					playerLines: ["what did I say", "do you remember what I left", "any news?"],
					maxAsks: 50,
				});
				for (const { content } of talk.lines) expect(content).not.toMatch(/zq\w+x/);
			}
		}
		// Those who heard the words do use them, or the test could not fail.
		expect(heardAgain).toBeGreaterThan(150);
	});
});

function pseudoWord(key: string): string {
	const random = seededRandom(key);
	const expand = createGrammar({
		layers: [{ words: { s: ["ba", "ku", "mo", "ti", "re", "ne"] }, weight: 1 }],
		slots: {},
		random,
	});
	return [1, 2, 3].map(() => expand("s")).join("") + (pick(random, ["l", "n"]) ?? "");
}
