import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { NPC_TAG, TYPING_ATTRIBUTE } from "../../shared/remotes/npc-marks";
import { showTyping } from "./engine-typing";

function rig(isTyping = false) {
	const body = placeBody("Ada", new Vector3(0, 3, 0));
	if (isTyping) body.SetAttribute(TYPING_ATTRIBUTE, true);
	body.AddTag(NPC_TAG);
	const gui = new Instance("Folder");
	const stop = showTyping(gui);
	const signs = () => gui.GetChildren() as BillboardGui[];
	const close = () => {
		stop();
		body.Destroy();
	};
	return { body, signs, stop, close };
}

export = (t: Suite) => {
	t.it("shows a sign above the head of whoever types, until they do not", () => {
		const { body, signs, close } = rig();
		expect(signs().size()).toBe(0);
		body.SetAttribute(TYPING_ATTRIBUTE, true);
		task.wait(0.1);
		expect(signs().size()).toBe(1);
		expect(signs()[0]!.Adornee === body.FindFirstChild("Head")).toBe(true);
		body.SetAttribute(TYPING_ATTRIBUTE, undefined);
		task.wait(0.1);
		expect(signs().size()).toBe(0);
		close();
	});

	t.it("shows who was typing before the player came", () => {
		const { signs, close } = rig(true);
		expect(signs().size()).toBe(1);
		close();
		expect(signs().size()).toBe(0);
	});

	t.it("moves its dots", () => {
		const { signs, close } = rig(true);
		const seen = new Set<number>();
		for (const _ of $range(1, 24)) {
			task.wait(0.05);
			seen.add(signs()[0]!.FindFirstChildOfClass("TextLabel")!.MaxVisibleGraphemes);
		}
		expect(seen.size()).toBe(3);
		close();
	});

	t.it("follows models that come and go", () => {
		const { body, signs, close } = rig(true);
		const late = placeBody("Bram", new Vector3(9, 3, 0));
		late.SetAttribute(TYPING_ATTRIBUTE, true);
		late.AddTag(NPC_TAG);
		task.wait(0.1);
		expect(signs().size()).toBe(2);
		late.RemoveTag(NPC_TAG);
		task.wait(0.1);
		expect(signs().size()).toBe(1);
		body.Destroy();
		task.wait(0.1);
		expect(signs().size()).toBe(0);
		late.Destroy();
		close();
	});

	t.it("waits for a head that comes later than its body", () => {
		const { body, signs, close } = rig(true);
		const head = body.FindFirstChild("Head")!;
		head.Parent = undefined;
		task.wait(0.1);
		expect(signs()[0]!.Adornee === body.PrimaryPart).toBe(true);
		head.Parent = body;
		task.wait(0.1);
		expect(signs()[0]!.Adornee === head).toBe(true);
		close();
	});
};
