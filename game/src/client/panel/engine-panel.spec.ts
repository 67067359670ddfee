import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { SpeakerWire } from "../../shared/wire";
import { openPanel } from "./engine-panel";

const you: SpeakerWire = { id: "7", name: "Robin", type: "player" };
const ada: SpeakerWire = { id: "ada", name: "Ada", type: "npc" };

function rig() {
	const gui = new Instance("Folder");
	const panel = openPanel(gui, "7", () => {});
	const root = () => gui.FindFirstChild("EarshotPanel")!.FindFirstChild("Earshot") as Frame;
	/** All that can be read on the panel, in no order. */
	const texts = () => {
		const read = new Set<string>();
		for (const each of root().GetDescendants()) {
			if ((each.IsA("TextLabel") || each.IsA("TextButton")) && each.Visible && each.Text !== "")
				read.add(each.Text);
		}
		return read;
	};
	return { gui, panel, root, texts };
}

export = (t: Suite) => {
	t.it("is not seen before there is somebody", () => {
		const { panel, root } = rig();
		expect(root().Visible).toBe(false);
		panel.show({ members: [you], byModel: false });
		expect(root().Visible).toBe(false);
		panel.stop();
	});

	t.it("names everybody, and what they are", () => {
		const { panel, root, texts } = rig();
		panel.show({ members: [you, ada], byModel: false });
		expect(root().Visible).toBe(true);
		for (const text of ["In earshot: 1", "Ada", "NPC", "Robin", "YOU"])
			expect(texts().has(text), text).toBe(true);
		panel.stop();
	});

	t.it("shows what is, and nothing of what was", () => {
		const { panel, root, texts } = rig();
		panel.show({ members: [you, ada], byModel: true });
		const count = root().GetDescendants().size();
		for (const _ of $range(1, 5)) panel.show({ members: [you, ada], byModel: true });
		expect(root().GetDescendants().size()).toBe(count);
		panel.show({ members: [you, { ...ada, name: "Bram" }], byModel: false });
		expect(texts().has("Ada")).toBe(false);
		expect(texts().has("Bram")).toBe(true);
		panel.stop();
	});

	t.it("keeps the notice of a language model in sight", () => {
		const { panel, root, texts } = rig();
		const notices = () => {
			let count = 0;
			texts().forEach((text) => {
				if (string.find(text, "AI-powered", 1, true)[0] !== undefined) count += 1;
			});
			return count;
		};
		panel.show({ members: [you, ada], byModel: true });
		expect(notices()).toBe(1);
		panel.show({ members: [], byModel: true });
		expect(root().Visible).toBe(true);
		expect(notices()).toBe(1);
		panel.show({ members: [you, ada], byModel: false });
		expect(notices()).toBe(0);
		panel.stop();
	});

	t.it("[EG1] offers an encounter where one may be opened", () => {
		const { panel, texts } = rig();
		panel.show({ members: [you, ada], byModel: false });
		expect(texts().has("Open an encounter")).toBe(false);
		panel.offer(true);
		expect(texts().has("Open an encounter")).toBe(true);
		panel.offer(false);
		expect(texts().has("Open an encounter")).toBe(false);
		panel.stop();
	});

	t.it("leaves nothing behind", () => {
		const { gui, panel } = rig();
		panel.show({ members: [you, ada], byModel: true });
		panel.stop();
		expect(gui.GetChildren().size()).toBe(0);
	});
};
