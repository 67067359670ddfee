import { ReplicatedStorage } from "@rbxts/services";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { openQuestStage } from "./engine-quests";

const remotes = () =>
	ReplicatedStorage.GetDescendants()
		.filter((each) => each.IsA("RemoteEvent"))
		.map((each) => each.Name);

export = (t: Suite) => {
	t.it("opens its remotes, takes them away again, and asks no filter where no player sees it", () => {
		let asked = 0;
		const stage = openQuestStage(
			{ joined: () => {}, left: () => {} },
			{
				filter: () => {
					asked += 1;
					return undefined;
				},
				labelOf: () => undefined,
			},
		);
		const names = remotes();
		names.sort();
		expect(names).toEqual(["quest.askQuests", "quest.quests", "quest.told"]);
		stage.show("404", [{ id: "q", title: "Find", status: "active", found: [], needed: 7 }]);
		stage.tell("404", "Nobody hears this.");
		expect(asked).toBe(0);
		stage.stop();
		expect(remotes()).toEqual([]);
	});
};
