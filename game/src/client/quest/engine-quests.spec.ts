import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { QuestMessage } from "../../shared/remotes/quest-messages";
import { openQuestPanel } from "./engine-quests";

const quest: QuestMessage = {
	id: "seven",
	title: "Find the seven",
	isWon: false,
	names: ["Moon"],
	found: 1,
	needed: 7,
};

function rig() {
	const gui = new Instance("Folder");
	const panel = openQuestPanel(gui);
	const root = () => gui.FindFirstChild("EarshotQuests")!.FindFirstChild("Quests") as Frame;
	/** All that can be read on the panel, from above. */
	const texts = () => {
		const read: string[] = [];
		for (const each of root().GetDescendants()) {
			if ((each.IsA("TextLabel") || each.IsA("TextButton")) && each.Visible && each.Text !== "")
				read.push(each.Text);
		}
		return read;
	};
	/** Widths of the bars, as shares of the whole. */
	const bars = () =>
		root()
			.GetDescendants()
			.filter((each): each is Frame => each.IsA("Frame") && each.Size.Y.Scale === 1)
			.map((each) => each.Size.X.Scale);
	return { gui, panel, root, texts, bars };
}

export = (t: Suite) => {
	t.it("is not seen before there is a quest", () => {
		const { panel, root } = rig();
		expect(root().Visible).toBe(false);
		panel.show([]);
		expect(root().Visible).toBe(false);
		panel.stop();
	});

	t.it("says how far a quest is, and what was found", () => {
		const { panel, root, texts, bars } = rig();
		panel.show([quest]);
		expect(root().Visible).toBe(true);
		expect(texts()).toEqual(["Find the seven", "1/7", "Moon"]);
		task.wait(0.1);
		expect(bars()[0]! > 0 && bars()[0]! < 1 / 7, "the bar is on its way").toBe(true);
		task.wait(0.6);
		expect(bars()[0]!).toBeNear(1 / 7, 1e-6);
		panel.stop();
	});

	t.it("says that it is won", () => {
		const { panel, texts, bars } = rig();
		panel.show([quest]);
		panel.show([{ ...quest, isWon: true, found: 7 }]);
		expect(texts().includes("All found ✓")).toBe(true);
		task.wait(0.6);
		expect(bars()).toEqual([1]);
		panel.stop();
	});

	t.it("shows what is, and nothing of what was", () => {
		const { panel, root, texts } = rig();
		panel.show([quest, { ...quest, id: "other", title: "Another", names: [] }]);
		expect(texts().includes("Another")).toBe(true);
		const count = root().GetDescendants().size();
		for (const _ of $range(1, 5)) panel.show([quest, { ...quest, id: "other", title: "Another" }]);
		expect(root().GetDescendants().size()).toBe(count);
		panel.show([quest]);
		expect(texts()).toEqual(["Find the seven", "1/7", "Moon"]);
		panel.stop();
	});

	t.it("says for a while what the player is told, the last of it", () => {
		const { panel, root, texts } = rig();
		panel.tell("One thing at a time.");
		expect(root().Visible, "told without a quest").toBe(true);
		task.wait(3);
		panel.tell("Somebody was faster.");
		expect(texts()).toEqual(["Somebody was faster."]);
		task.wait(3);
		expect(texts()).toEqual(["Somebody was faster."]);
		task.wait(3);
		expect(texts()).toEqual([]);
		expect(root().Visible).toBe(false);
		panel.stop();
	});

	t.it("leaves nothing behind", () => {
		const { gui, panel } = rig();
		panel.show([quest]);
		panel.tell("Wait.");
		panel.stop();
		expect(gui.GetChildren().size()).toBe(0);
		task.wait(6);
	});
};
