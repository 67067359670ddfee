import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { SpeakerWire } from "../../shared/wire";
import { localLine, occasionOf, toneOf } from "./local-line";
import { PHRASES } from "./local-phrases";

const ROBIN: SpeakerWire = { id: "7", name: "Robin", type: "player" };
const PLACE: SpeakerWire = { id: "place", name: "Place", type: "system" };
const ENTERED =
	"[SYSTEM] A player (Robin (the 2nd) 100%s) has entered your area. You can initiate a conversation.";

export = (t: Suite) => {
	t.it("knows a greeting, a question, a farewell and everything else", () => {
		const cases: readonly (readonly [string, string])[] = [
			["Hello there!", "greeting"],
			["Good morning, Ada", "greeting"],
			["HI", "greeting"],
			["Hello, how are you?", "question"],
			["What is this place", "question"],
			["Is it yours?", "question"],
			["I must go now, goodbye", "farewell"],
			["Will I see you tomorrow?", "farewell"],
			["The roses smell nice. This is high.", "remark"],
			["I like to say hello", "remark"],
			["", "remark"],
			["...", "remark"],
		];
		for (const [content, occasion] of cases) expect(occasionOf(content) as string, content).toBe(occasion);
	});
	t.it("speaks as its persona has it, and as it feels before that", () => {
		expect(toneOf({ persona: "A grumpy smith." })).toBe("gruff");
		expect(toneOf({ persona: "Friendly to all." })).toBe("warm");
		expect(toneOf({ persona: "Counts gulls for a study nobody asked for." })).toBe("formal");
		expect(toneOf({ persona: "Waits for a ship that is always late." })).toBe("low");
		expect(toneOf({ persona: "Mankind is a word that only ends in a kind." })).toBe("warm");
		expect(toneOf({ persona: "Sells fruit." })).toBe("plain");
		expect(toneOf({ persona: "" })).toBe("plain");
		expect(toneOf({ persona: "A friendly baker.", mood: "angry" })).toBe("gruff");
		expect(toneOf({ persona: "A friendly baker.", mood: "bored" })).toBe("warm");
	});
	t.it("calls whoever spoke by name, whatever the name is made of", () => {
		const sender = { ...ROBIN, name: "100%s" };
		const line = localLine({ sender, content: "Hello" }, { persona: "" }, { unit: 0 });
		expect(line).toBe("Hello, 100%s.");
	});
	t.it("greets who has come, and is silent about everything else that the place says", () => {
		const line = localLine({ sender: PLACE, content: ENTERED }, { persona: "" }, { unit: 0 });
		expect(line).toBe("Hello, Robin (the 2nd) 100%s.");
		const other = { sender: PLACE, content: "[SYSTEM] The group has split." };
		expect(localLine(other, { persona: "" }, { unit: 0 })).toBe("");
	});
	t.it("has lines of its own for every tone and occasion, none twice", () => {
		const seen = new Set<string>();
		for (const [tone, occasions] of pairs(PHRASES)) {
			for (const [occasion, phrases] of pairs(occasions)) {
				expect(phrases.size(), `${tone} ${occasion}`).toBeAtLeast(4);
				for (const phrase of phrases) {
					expect(seen.has(phrase), phrase).toBe(false);
					seen.add(phrase);
				}
			}
		}
	});
	t.property("varies, never repeats the last, and is the same for the same number", 100, (random) => {
		const content = random.pick(["Hello", "Why?", "Bye", "I see"]);
		const persona = random.pick(["A guard.", "A baker.", "A scholar.", "A sad man.", "Somebody."]);
		const message = { sender: ROBIN, content };
		const said = new Set<string>();
		let last: string | undefined;
		for (const _ of $range(1, 60)) {
			const unit = random.unit();
			const line = localLine(message, { persona }, { unit, last });
			expect(localLine(message, { persona }, { unit, last })).toBe(line);
			expect(line !== last && line !== "").toBe(true);
			expect(line.find("%s", 1, true)[0]).toBe(undefined);
			last = line;
			said.add(line);
		}
		expect(said.size()).toBe(4);
	});
};
