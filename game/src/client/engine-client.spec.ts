import { Players } from "@rbxts/services";
import { placeBody } from "../../test/harness/bodies";
import { expect } from "../../test/harness/expect";
import type { Suite } from "../../test/harness/suite";
import { NPC_TAG, TYPING_ATTRIBUTE } from "../shared/remotes/npc-marks";
import { startClient } from "./engine-client";

const shown = () => {
	const names = Players.LocalPlayer.WaitForChild("PlayerGui")
		.GetChildren()
		.map((each) => each.Name);
	names.sort();
	return names;
};

export = (t: Suite) => {
	t.it("shows panel and signs in the player's interface, and takes all of it away again", () => {
		const before = shown();
		const body = placeBody("Ada", new Vector3(0, 3, 0));
		body.SetAttribute(TYPING_ATTRIBUTE, true);
		body.AddTag(NPC_TAG);
		const stop = startClient();
		expect(shown()).toEqual([
			...before,
			"EarshotEncounter",
			"EarshotPanel",
			"EarshotQuests",
			"EarshotTyping",
		]);
		task.wait(0.5);
		stop();
		expect(shown()).toEqual(before);
		body.Destroy();
		task.wait(0.2);
		expect(shown()).toEqual(before);
	});

	t.it("can be stopped before the chat is there", () => {
		startClient()();
		task.wait(0.5);
	});
};
