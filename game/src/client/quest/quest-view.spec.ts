import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { QuestMessage } from "../../shared/remotes/quest-messages";
import { questView } from "./quest-view";

const quest: QuestMessage = {
	id: "seven",
	title: "Find the seven",
	isWon: false,
	names: ["Moon", "Moss"],
	found: 2,
	needed: 7,
};

export = (t: Suite) => {
	t.it("counts what was found of what is needed", () => {
		const view = questView(quest, false);
		expect(view.title).toBe("Find the seven");
		expect(view.count).toBe("2/7");
		expect(view.share).toBeNear(2 / 7, 1e-9);
		expect(view.isWon).toBe(false);
	});

	t.it("names it while it is open, where there is something to name", () => {
		expect(questView(quest, true).names).toBe("Moon · Moss");
		expect(questView(quest, false).names).toBe(undefined);
		expect(questView({ ...quest, names: [] }, true).names).toBe(undefined);
	});

	t.it("says in words that it is won, and not by colour alone", () => {
		const view = questView({ ...quest, isWon: true, found: 7 }, false);
		expect(view.count).toBe("All found ✓");
		expect(view.share).toBe(1);
		expect(view.isWon).toBe(true);
	});

	t.it("has a title where the player's own is not to be shown", () => {
		expect(questView({ ...quest, title: "" }, false).title).toBe("A quest");
	});

	t.property("never shows more than the whole, nor less than nothing", 200, (random) => {
		const found = random.integer(0, 9);
		const view = questView(
			{ ...quest, found, needed: random.integer(0, 9), isWon: random.chance(0.3) },
			true,
		);
		expect(view.share).toBeAtLeast(0);
		expect(view.share).toBeAtMost(1);
	});
};
