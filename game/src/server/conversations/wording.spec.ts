import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { isEcho, isFarewell, mentions, plain, trim } from "./wording";

export = (t: Suite) => {
	t.it("takes the blanks from around a text, and from nowhere else", () => {
		expect(trim("  a  b\n")).toBe("a  b");
		expect(trim(" \t ")).toBe("");
		expect(trim("")).toBe("");
	});

	t.it("strips a text to its words", () => {
		expect(plain("  Hello,   WORLD! ")).toBe(" hello world ");
		expect(plain("")).toBe("");
		expect(plain(" ?! ")).toBe("");
		expect(plain("Čau, Žofie…")).toBe(plain("Čau  Žofie…"));
	});

	t.it("knows a farewell by its words, not by parts of others", () => {
		for (const text of ["Goodbye!", "Well, bye then.", "See you, Ada", "GOOD NIGHT", "Take care!"]) {
			expect(isFarewell(plain(text)), text).toBe(true);
		}
		for (const text of ["I see your point", "A bystander", "I take careful steps", "Hello", ""]) {
			expect(isFarewell(plain(text)), text).toBe(false);
		}
	});

	t.it("knows an echo: the same words, or a longer text within the other", () => {
		expect(isEcho(plain("Hello!"), plain("hello"))).toBe(true);
		expect(isEcho(plain("You said: what a fine day"), plain("What a fine day!"))).toBe(true);
		expect(isEcho(plain("What a fine day"), plain("You said, what a fine day, did you?"))).toBe(true);
		expect(isEcho(plain("Hello there, stranger"), plain("Hello"))).toBe(false);
		expect(isEcho(plain("It rains today"), plain("It rained yesterday"))).toBe(false);
	});

	t.it("knows who is spoken to by name, whole or first", () => {
		expect(mentions(plain("Tell me, Ada."), "Ada")).toBe(true);
		expect(mentions(plain("tell me, ada lovelace"), "Ada Lovelace")).toBe(true);
		expect(mentions(plain("tell me, ADA"), "Ada Lovelace")).toBe(true);
		expect(mentions(plain("I like Canada"), "Ada")).toBe(false);
		expect(mentions(plain("Tell me, Lovelace"), "Ada Lovelace")).toBe(false);
		expect(mentions(plain("Is he of age?"), "Of The Hill")).toBe(false);
		expect(mentions(plain("a.b"), "a%b")).toBe(true);
		expect(mentions(plain("Hello"), "")).toBe(false);
		expect(mentions("", "Ada")).toBe(false);
	});
};
