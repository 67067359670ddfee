import { describe, expect, it } from "vitest";
import { TOWN, asSpeaker } from "../testing/cast.js";
import type { LineKind } from "./line-kinds.js";
import { readArrival, readLine } from "./read-line.js";

const read = (content: string) => readLine(content, { listener: "Ada", members: [asSpeaker(TOWN[1]!)] });

describe("a line is read as", () => {
	it.each<[LineKind, readonly string[]]>([
		[
			"alarm",
			["Help!", "FIRE!", "help", "The inn is on fire", "somebody help", "Watch out, Ada", "Thief! Stop!"],
		],
		["stay", ["stay here", "Wait there please", "Don’t follow me"]],
		["follow", ["follow me", "Come with me, Ada", "walk with me?"]],
		[
			"insult",
			["you are stupid", "You idiot", "shut up", "ur such a loser".replace("ur", "you are"), "I hate you"],
		],
		["farewell", ["bye", "Goodbye, Ada.", "see you later", "I have to go", "good night", "cya"]],
		["recall", ["What did I say?", "do you remember me"]],
		["ownName", ["What is your name?", "who are you"]],
		["wellbeing", ["How are you?", "how's it going", "And you, Ada?", "whats up", "Did you sleep well?"]],
		["work", ["What do you do?", "what's your job", "What keeps you busy these days?"]],
		["wares", ["What do you sell?", "how much is the bread", "can i buy a sword"]],
		["whoHere", ["Who is here?", "who else is here"]],
		["errand", ["Where are you off to?", "Are you staying for a while?"]],
		["place", ["Where are we?", "what is this place"]],
		["wayTo", ["Where is the harbour?", "how do i get to the mill", "which way is the gate"]],
		["weather", ["Is it going to rain?", "What do you make of the weather?"]],
		["time", ["What time is it?"]],
		["news", ["Any news?", "what's going on", "have you heard anything lately"]],
		["opinion", ["What do you think of dragons?", "should we cross the bridge"]],
		["why", ["Why?", "but why is that"]],
		["yesNo", ["Is the bridge open?", "can you sing", "Ada, do you swim?"]],
		["question", ["Which colour?", "The bridge?", "?"]],
		["praise", ["you are amazing", "Well done, Ada!", "I love your bread"]],
		["thanks", ["Thank you!", "thx"]],
		["apology", ["sorry, my fault", "I'm so sorry"]],
		["joy", ["Hooray!", "we won", "it's my birthday"]],
		["sorrow", ["I am so lonely", "my cat died"]],
		["greeting", ["Hello", "hi Ada", "Good morning to all", "hey"]],
		["agreed", ["yes", "Of course, Ada."]],
		["denied", ["no", "Nope."]],
		[
			"statement",
			[
				"The bridge is closed.",
				"I like a warm fire",
				"你好",
				"I helped the thief's mother",
				"Do not mind me.",
				"When I am big I will ride",
				"What a day.",
				"I can swap you a really good stick!",
			],
		],
	])("[MD14] %s: %j", (kind, lines) => {
		for (const line of lines) expect(`${line}: ${read(line).kind}`).toBe(`${line}: ${kind}`);
	});

	it("[MD14] what its speaker says, not what it quotes", () => {
		expect(read('Robin said "you are stupid" before.')).toMatchObject({ kind: "statement" });
	});

	it("[MD16] spoken to whom it names, in whole words", () => {
		expect(read("ADA, look")).toMatchObject({ namesListener: true });
		expect(read("Canada is far")).toMatchObject({ namesListener: false });
		expect(read("Have you seen Bram?").asksAbout?.name).toBe("Bram");
		expect(read("I agree, Bram. Is it late?")).toMatchObject({ named: { name: "Bram" } });
		expect(read("I agree, Bram. Is it late?").asksAbout).toBeUndefined();
		expect(read("A bramble bush").named).toBeUndefined();
	});

	it("[MD14] empty where nothing is in it", () => {
		for (const line of ["", "...", "!!", "🙂"]) expect(read(line).isEmpty).toBe(true);
		for (const line of ["?", "a", "李"]) expect(read(line).isEmpty).toBe(false);
	});
});

describe("a message of the place", () => {
	it("[MD14] tells who came, by its exact words alone", () => {
		const text = (what: string): string =>
			`[SYSTEM] ${what} has entered your area. You can initiate a conversation if you'd like.`;
		expect(readArrival(text("A player (Robin)"))).toEqual({ name: "Robin", isPlayer: true });
		expect(readArrival(text("Another NPC (Old (Tom))"))).toEqual({ name: "Old (Tom)", isPlayer: false });
		expect(readArrival("A player (Robin) has entered your area.")).toBeUndefined();
		expect(readArrival(text("A dragon (Robin)"))).toBeUndefined();
	});
});
