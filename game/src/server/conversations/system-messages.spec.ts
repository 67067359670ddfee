import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { cameLine, enteredMessage, listNames, wentLine } from "./system-messages";

export = (t: Suite) => {
	t.it("tells NPCs of newcomers in exactly these words", () => {
		expect(enteredMessage("player", "Zoe")).toBe(
			"[SYSTEM] A player (Zoe) has entered your area. You can initiate a conversation if you'd like.",
		);
		expect(enteredMessage("npc", "Bram")).toBe(
			"[SYSTEM] Another NPC (Bram) has entered your area. You can initiate a conversation if you'd like.",
		);
	});

	t.it("takes a name as it is, whatever is in it", () => {
		const message = enteredMessage("player", "100%s %d (x)");
		expect(string.find(message, "(100%s %d (x))", 1, true)[0] !== undefined).toBe(true);
	});

	t.it("lists names as a sentence does, and sums up a crowd", () => {
		expect(listNames([])).toBe("nobody");
		expect(listNames(["a"])).toBe("a");
		expect(listNames(["a", "b"])).toBe("a and b");
		expect(listNames(["a", "b", "c", "d"])).toBe("a, b, c and d");
		expect(listNames(["a", "b", "c", "d", "e", "f"])).toBe("a, b, c, d and 2 more");
	});

	t.it("says to players who came and went", () => {
		expect(cameLine(["Ada"])).toBe("Ada is within earshot.");
		expect(cameLine(["Ada", "Bram"])).toBe("Ada and Bram are within earshot.");
		expect(wentLine(["Ada"])).toBe("Ada is out of earshot.");
		expect(wentLine(["Ada", "Bram"])).toBe("Ada and Bram are out of earshot.");
	});
};
