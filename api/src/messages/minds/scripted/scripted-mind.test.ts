import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeardLineWire, SpeakerWire } from "../../../../../game/src/shared/wire/index.js";
import { MAX_LINE_CHARACTERS } from "../clean-line.js";
import { type AskedOptions, NOON, PLAYER, TOWN, asSpeaker, asked, npc } from "../testing/cast.js";
import { createScriptedMind, scriptedAnswer } from "./scripted-mind.js";

const SYSTEM: SpeakerWire = { id: "system", name: "system", type: "system" };
const [ada, bram, cleo] = TOWN;
const arrival = (what: string): string =>
	`[SYSTEM] ${what} has entered your area. You can initiate a conversation if you'd like.`;

function answers(content: string, options: AskedOptions = {}, count = 40) {
	return Array.from({ length: count }, (_, index) =>
		scriptedAnswer(asked(content, { id: `m${index}`, ...options }), 1),
	);
}
const lines = (content: string, options?: AskedOptions): readonly string[] =>
	answers(content, options).map((answer) => answer.content);
const heard = (content: string, speaker: SpeakerWire = PLAYER, ago = 5): HeardLineWire => ({
	speaker,
	content,
	at: NOON - ago,
});

describe("the scripted mind", () => {
	it("[MD2] gives the same for the same, and says that no model wrote it", async () => {
		const request = asked("What do you sell?");
		expect(scriptedAnswer(request, 1)).toEqual(scriptedAnswer(structuredClone(request), 1));
		expect(await createScriptedMind(1).answer(request, new AbortController().signal)).toEqual(
			scriptedAnswer(request, 1),
		);
		expect(scriptedAnswer(request, 1)).toMatchObject({ generatedBy: "scripted", byModel: false });
		expect(new Set(lines("What do you sell?")).size).toBeGreaterThan(10);
	});

	it("[MD9] answers nobody who has gone", async () => {
		const gone = AbortSignal.abort(new Error("gone"));
		await expect(createScriptedMind(1).answer(asked("Hello"), gone)).rejects.toThrow("gone");
	});

	it.each([
		["A player (Robin)", "Robin"],
		["Another NPC (Cleo (the elder))", "Cleo (the elder)"],
	])("[MD14] greets by name whoever the place says has come: %s", (what, name) => {
		for (const line of lines(arrival(what), { from: SYSTEM }))
			expect(line.toLowerCase()).toContain(name.toLowerCase());
	});

	it("[MD14] says nothing to other words of the place, nor to somebody it just spoke with", () => {
		expect(lines("[SYSTEM] The server restarts.", { from: SYSTEM })).toEqual(Array(40).fill(""));
		const just = [heard("Hello, Ada.", PLAYER, 10), heard("Hello, Robin.", asSpeaker(ada!), 5)];
		expect(
			lines(arrival("A player (Robin)"), {
				from: SYSTEM,
				heard: [...just, heard("Nice.", asSpeaker(bram!))],
				others: [],
			}),
		).toContain("");
	});

	it.each([
		["What do you sell?", /coin|price|sale|apples|stall/i],
		["what's your name", /Ada/],
		["Where are we?", /Market|Fountain/],
		["Who is here?", /Bram/],
		["what did I say about my sword", /sword broke/],
		["Is it going to rain?", /rain|sky|skies|wind|weather|dry|dark|made up/i],
		["Goodbye, Ada!", /goodbye|until|safe|go|later|miss/i],
	])("[MD14] answers %s", (content, expected) => {
		const options = {
			heard: [heard("my sword broke on the old bridge", PLAYER, 12)],
			others: [asSpeaker(bram!)],
			location: "Fountain",
		};
		for (const line of lines(content, options)) expect(line).toMatch(expected);
	});

	it("[MD14] picks up what was said", () => {
		const all = lines("My dog chased the old baker over the bridge");
		expect(all.filter((line) => /bridge|baker|dog|chased/i.test(line)).length).toBeGreaterThan(10);
	});

	it.each([
		["follow me", "follow"],
		["Come with me, Ada!", "follow"],
		["stay here", "unfollow"],
		["don't follow me", "unfollow"],
		["bye", "stop_talking"],
		["You are wonderful, Ada", "emote"],
		["hooray, we won!", "emote"],
		["What do you sell?", "none"],
	])("[MD15] does what fits %s: %s", (content, action) => {
		for (const answer of answers(content)) expect(answer.action).toBe(action);
	});

	it("[MD15] follows nobody where it cannot move", () => {
		const still = { ...ada!, abilities: ["initiate_chat"] };
		for (const answer of answers("follow me", { npc: still })) {
			expect(answer.action).toBe("none");
			expect(answer.content).not.toBe("");
		}
	});

	it.each([
		["Help!", "immediate"],
		["The mill is on fire", "immediate"],
		["Ada, help me!", "immediate"],
		["Can you help me find my hat?", "normal"],
		["I like a warm fire", "normal"],
		["Ada, what do you sell?", "high"],
	])("[MD15] takes %s for %s", (content, priority) => {
		for (const answer of answers(content)) expect(answer.priority).toBe(priority);
	});

	it("[MD16] leaves to others what is theirs to answer", () => {
		const others = [asSpeaker(bram!), asSpeaker(cleo!)];
		expect(lines("Bram, what do you sell?", { others })).toEqual(Array(40).fill(""));
		expect(lines("Well, Bram.", { others })).toEqual(Array(40).fill(""));
		for (const line of lines("Where is Bram?", { others })) expect(line).toContain("Bram");
	});

	it("[MD16] lets a line for nobody in particular pass now and then where many could answer", () => {
		const others = TOWN.slice(1, 6).map(asSpeaker);
		const silent = lines("The bridge is closed again.", { others }).filter((line) => line === "");
		expect(silent.length).toBeGreaterThan(5);
		expect(silent.length).toBeLessThan(35);
	});

	it("[MD17] says goodbye once", () => {
		const said = [heard("Goodbye, Ada.", asSpeaker(bram!), 10), heard("Goodbye, Bram.", asSpeaker(ada!), 5)];
		for (const content of ["Goodbye then.", "Bye!", "One more thing, Ada. What do you sell?"]) {
			expect(lines(content, { from: asSpeaker(bram!), heard: said })).toEqual(Array(40).fill(""));
		}
		const toPlayer = [heard("bye"), heard("Goodbye, Robin.", asSpeaker(ada!))];
		expect(lines("bye bye", { heard: toPlayer })).toEqual(Array(40).fill(""));
		for (const line of lines("Wait, what do you sell?", { heard: toPlayer })) expect(line).not.toBe("");
	});

	it("[MD17] does not go on for ever with one who repeats", () => {
		const before = [heard("hello?", PLAYER, 15), heard("Hello?", PLAYER, 10)];
		for (const line of lines("HELLO", { heard: before }))
			expect(line).toMatch(/already|heard you|told me|echo/);
		expect(lines("hello", { heard: [...before, heard("Hello.", PLAYER, 5)] })).toEqual(Array(40).fill(""));
		const echo = [heard("Nice day.", asSpeaker(ada!))];
		expect(lines("nice day", { from: asSpeaker(bram!), heard: echo })).toEqual(Array(40).fill(""));
	});

	it("[MD3] repeats no word of what only others heard", () => {
		const all = lines("What did I say?", {
			heard: [{ ...heard("the xylophone is under the bridge"), overheard: true }],
		});
		// What was overheard was heard: it may come up.
		expect(all.every((line) => !line.includes("{"))).toBe(true);
		const request = asked("What did I say?");
		const context = {
			...request.message.context,
			recentMessages: [heard("the xylophone is under the bridge")],
		};
		for (let index = 0; index < 40; index += 1) {
			const message = { ...request.message, id: `m${index}`, context };
			expect(scriptedAnswer({ ...request, message }, 1).content).not.toContain("xylophone");
		}
	});

	it("[MD5] [MD18] gives a fit line without an unfilled marker, whoever it is and whatever was said", () => {
		const text = fc.oneof(
			fc.string({ unit: "binary", maxLength: 300 }),
			fc.constantFrom(
				"{speaker}",
				"$&",
				"hello {topic}",
				"?",
				"...",
				"[SYSTEM]",
				"__proto__",
				"constructor",
				"what did i say",
			),
			fc.lorem({ mode: "sentences", maxCount: 3 }),
		);
		const somebody = fc.record({
			id: fc.constantFrom("a", "b", "501"),
			name: text,
			type: fc.constantFrom("npc" as const, "player" as const, "system" as const),
		});
		const memory = fc.array(
			fc.record({ speaker: somebody, content: text, at: fc.integer({ min: NOON - 100, max: NOON }) }),
			{ maxLength: 10 },
		);
		fc.assert(
			fc.property(
				fc.tuple(text, text, text, somebody, memory, fc.uuid()),
				([content, name, persona, from, memories, id]) => {
					const request = asked(content, {
						id,
						npc: npc("a", name, persona),
						from,
						heard: memories,
						others: [PLAYER],
						location: name,
					});
					const answer = scriptedAnswer(request, 1);
					expect(answer.content.length).toBeLessThanOrEqual(MAX_LINE_CHARACTERS);
					expect(answer.content).not.toMatch(/[{}\p{Cc}\p{Cs}]/u);
					expect(answer.content).not.toContain("undefined");
				},
			),
			{ numRuns: 1500 },
		);
	});
});
