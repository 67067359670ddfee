import { describe, expect, it } from "vitest";
import { PERSONALITIES, type Personality } from "../core/society.js";
import { outOfTone } from "./out-of-tone.js";

describe("the rule of tone", () => {
	it.each<[Personality, string, string]>([
		["cheerful", "I like soup.", "lacks /!/"],
		["cheerful", "Hmph, what a day!", "says Hmph"],
		["grumpy", "Bah, I am happy.", "says happy"],
		["grumpy", "Bah! Soup.", "says !"],
		["shy", "Um... hooray.", "says hooray"],
		["shy", `Um... ${"I mean it, ".repeat(10)}.`, "goes on for 117 characters"],
		["curious", "Boring, is it not?", "says Boring"],
		["dramatic", "My heart, um, sings.", "says um"],
		["wise", "Patience!", "says !"],
		["wise", "It's an old truth.", "says It's"],
		["boastful", "I am the best, sorry.", "says sorry"],
		["kind", "My dear, I hate it.", "says hate"],
	])("[CD6] hears what is not like the %s: %s", (personality, line, wrong) => {
		expect(outOfTone(line, personality)).toContain(wrong);
	});

	it.each(PERSONALITIES)("[CD6] does not take a plain remark for one of the %s", (personality) => {
		expect(outOfTone("Soup is served at noon.", personality)).not.toEqual([]);
	});
});
