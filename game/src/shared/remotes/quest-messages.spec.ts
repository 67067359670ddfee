import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { isQuestMessage } from "./quest-messages";

const quest = { id: "q", title: "Find them", isWon: false, names: ["Moon"], found: 1, needed: 7 };

export = (t: Suite) => {
	t.it("takes a quest as the server sends it", () => {
		expect(isQuestMessage(quest)).toBe(true);
		expect(isQuestMessage({ ...quest, title: "", isWon: true, names: [], found: 7 })).toBe(true);
	});

	t.it("refuses one that lacks something or says it in another type", () => {
		expect(isQuestMessage(undefined)).toBe(false);
		for (const [key] of pairs(quest)) expect(isQuestMessage({ ...quest, [key]: undefined }), key).toBe(false);
		expect(isQuestMessage({ ...quest, names: [7] })).toBe(false);
		expect(isQuestMessage({ ...quest, found: "1" })).toBe(false);
	});
};
