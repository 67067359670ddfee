import { describe, expect, it } from "vitest";
import { markOf } from "../marks.js";
import { createSaidBefore } from "./said-before.js";
import { createScene } from "./scene.js";
import { meeting } from "./testing/meeting.js";

const scene = createScene(meeting());
const before = (used: readonly string[] = [], scripted: readonly string[] = []) =>
	createSaidBefore(scene, { used, scripted });

describe("what was said before", () => {
	it("[CD26] is known again, whoever it was said to and about", () => {
		const said = before();
		expect(said.has("Hmph, Momo, I knew it.", "")).toBe(false);
		said.add("Hmph, Momo, I knew it.");
		for (const again of [
			"Hmph, Momo, I knew it.",
			"hmph, Pip! I knew it...",
			"“Rain all week”? Hmph, I knew it.",
		]) {
			expect(said.has(again, ""), again).toBe(true);
		}
		expect(said.has("Hmph, I knew that.", "")).toBe(false);
	});

	it("[CD26] is remembered as two marks, and known again in the conversations after", () => {
		const used = before().add("Hmph, Momo, I knew it.");
		expect(used).toMatch(/^[\w-]{6}$/);
		expect(before([used]).has("Hmph, Pip, I knew it.", "")).toBe(true);
		expect(before(["AAAAAA"]).has("Hmph, Pip, I knew it.", "")).toBe(false);
	});

	it("[CD26] are lines of the script as well: of this conversation, and whole ones of earlier", () => {
		expect(before([], ["Hmph. I knew it, Momo."]).has("Hmph, I knew it.", "")).toBe(true);
		expect(before([markOf("Hmph. I knew it.") + "AAA"]).has("Hmph. I knew it.", "")).toBe(true);
	});

	it("[CD26] is what the model was told, where it only says that again", () => {
		const told = 'Grumpy: says Hmph or Bah, never !\nDisagrees. Answers "Momo": "I like it a lot, you see!"';
		expect(before().has("I like it a lot, Momo.", told)).toBe(true);
		expect(before().has("Says Hmph or Bah.", told)).toBe(true);
		// Too little to tell.
		expect(before().has("Hmph.", told)).toBe(false);
	});
});
