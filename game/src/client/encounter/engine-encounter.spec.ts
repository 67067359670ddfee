import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { EncounterOrder, RoomMessage } from "../../shared/remotes/encounter-messages";
import { openEncounterPanel } from "./engine-encounter";

const room: RoomMessage = {
	status: "active",
	round: 1,
	seats: [{ entityId: "7", name: "Robin", health: "unhurt", isNow: true, isYou: true }],
	actor: {
		entityId: "7",
		name: "Robin",
		left: "30 ft",
		actions: [{ id: "attack:strike", label: "Strike", needs: "somebody" }],
	},
	canJoin: false,
	leads: ["pause"],
	notice: "No answer",
	ground: { corner: { x: 0, z: 0 }, studs: 5, width: 8, height: 8, reach: [] },
};

function rig() {
	const gui = new Instance("Folder");
	const orders: EncounterOrder[] = [];
	const panel = openEncounterPanel(gui, (order) => orders.push(order));
	const root = () => gui.FindFirstChild("EarshotEncounter")!.FindFirstChild("Encounter") as Frame;
	const texts = () => {
		const read = new Set<string>();
		for (const each of root().GetDescendants()) {
			if ((each.IsA("TextLabel") || each.IsA("TextButton")) && each.Visible && each.Text !== "")
				read.add(each.Text);
		}
		return read;
	};
	return { gui, panel, root, texts, orders };
}

export = (t: Suite) => {
	t.it("is not seen before there is an encounter, nor after it", () => {
		const { panel, root } = rig();
		expect(root().Visible).toBe(false);
		panel.show({ canOpen: true });
		expect(root().Visible).toBe(false);
		panel.show({ canOpen: false, room });
		expect(root().Visible).toBe(true);
		panel.show({ canOpen: true });
		expect(root().Visible).toBe(false);
		panel.stop();
	});

	t.it("[EG6] shows turns, actions and what is wrong, and nothing of what was", () => {
		const { panel, root, texts } = rig();
		panel.show({ canOpen: false, room });
		for (const text of [
			"Round 1: your turn",
			"▸ Robin",
			"unhurt",
			"Strike",
			"Pause",
			"No answer",
			"Robin: 30 ft",
		])
			expect(texts().has(text), text).toBe(true);
		const count = root().GetDescendants().size();
		for (const _ of $range(1, 5)) panel.show({ canOpen: false, room });
		expect(root().GetDescendants().size()).toBe(count);
		panel.show({ canOpen: false, room: { ...room, actor: undefined, notice: "" } });
		expect(texts().has("Strike")).toBe(false);
		expect(texts().has("No answer")).toBe(false);
		panel.stop();
	});

	t.it("orders nothing by a click that no action waits for", () => {
		const { panel, orders } = rig();
		panel.clicked({ spot: { x: 0, z: 0 }, entityId: "ada" });
		panel.show({ canOpen: false, room });
		panel.clicked({ spot: { x: 0, z: 0 }, entityId: "ada" });
		expect(orders).toEqual([]);
		panel.stop();
	});

	t.it("[EG5] says what it is told, with no encounter too", () => {
		const { panel, root, texts } = rig();
		panel.tell("You cannot open an encounter here.");
		expect(root().Visible).toBe(true);
		expect(texts().has("You cannot open an encounter here.")).toBe(true);
		panel.stop();
	});

	t.it("leaves nothing behind", () => {
		const { gui, panel } = rig();
		panel.show({ canOpen: false, room });
		panel.tell("Now.");
		panel.stop();
		expect(gui.GetChildren().size()).toBe(0);
	});
};
