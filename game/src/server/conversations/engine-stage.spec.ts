import { ReplicatedStorage } from "@rbxts/services";
import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createEngineStage } from "./engine-stage";

function rig() {
	const body = placeBody("Ada", new Vector3(0, 3, 0));
	const bodies = new Map([["ada", body]]);
	const stopped: string[] = [];
	const walked: string[] = [];
	const stage = createEngineStage((id) => bodies.get(id), {
		walkTo: (id, spot) => walked.push(`${id} to ${math.round(spot.x)},${math.round(spot.z)}`),
		stop: (id) => stopped.push(id),
		close: () => {},
	});
	const close = () => {
		stage.stop();
		body.Destroy();
	};
	return { stage, body, bodies, stopped, walked, close };
}

const remotes = () =>
	ReplicatedStorage.GetDescendants()
		.filter((each) => each.IsA("RemoteEvent"))
		.map((each) => each.Name);

export = (t: Suite) => {
	t.it("opens its remotes, and takes them away again", () => {
		const { close } = rig();
		const names = remotes();
		names.sort();
		expect(names).toEqual(["talk.askEarshot", "talk.earshot", "talk.line", "talk.system"]);
		close();
		expect(remotes()).toEqual([]);
	});

	t.it("marks an NPC that is about to speak, for those who come later too", () => {
		const { stage, body, close } = rig();
		stage.setTyping("ada", true);
		stage.setTyping("ada", true);
		expect(body.GetAttribute("EarshotTyping")).toBe(true);
		stage.setTyping("ada", false);
		expect(body.GetAttribute("EarshotTyping")).toBe(undefined);
		stage.setTyping("nobody", true);
		stage.setTyping("ada", true);
		close();
		expect(body.GetAttribute("EarshotTyping")).toBe(undefined);
	});

	t.it("lets go of an NPC that has left, and of the body that it leaves behind", () => {
		const { stage, body, bodies, stopped, close } = rig();
		stage.setTyping("ada", true);
		stage.face("ada", "7");
		expect(stage.isHeld("ada")).toBe(true);
		bodies.delete("ada");
		stage.forget("ada");
		expect(body.GetAttribute("EarshotTyping")).toBe(undefined);
		expect(stopped).toEqual(["ada"]);
		expect(stage.isHeld("ada")).toBe(false);
		close();
	});

	t.it("lets an NPC face somebody, walk after them and go its ways again", () => {
		const { stage, body, bodies, walked, close } = rig();
		const other = placeBody("Robin", new Vector3(6, 3, 0));
		bodies.set("7", other);
		const align = () => body.PrimaryPart!.FindFirstChildOfClass("AlignOrientation");
		stage.face("ada", "7");
		task.wait(0.5);
		expect(align()!.CFrame.LookVector.X).toBeNear(1, 1e-4);
		stage.follow("ada", "7");
		other.PivotTo(new CFrame(0, 3, 40));
		task.wait(0.7);
		expect(align(), "it looks where it goes").toBe(undefined);
		expect(walked).toEqual(["ada to 0,35"]);
		stage.face("ada", undefined);
		expect(stage.isHeld("ada")).toBe(true);
		stage.follow("ada", undefined);
		expect(stage.isHeld("ada")).toBe(false);
		other.Destroy();
		close();
	});

	t.it("lets an NPC make itself noticed", () => {
		const { stage, body, close } = rig();
		stage.emote("ada");
		expect(body.FindFirstChildOfClass("Humanoid")!.Jump).toBe(true);
		close();
	});

	t.it("leaves no hold on anybody when it is stopped", () => {
		const { stage, body, bodies, close } = rig();
		const before = body.GetDescendants().size();
		bodies.set("7", placeBody("Robin", new Vector3(6, 3, 0)));
		stage.face("ada", "7");
		task.wait(0.5);
		expect(body.GetDescendants().size() > before).toBe(true);
		stage.stop();
		expect(body.GetDescendants().size()).toBe(before);
		task.wait(0.5);
		expect(body.GetDescendants().size()).toBe(before);
		bodies.get("7")!.Destroy();
		close();
	});

	t.it("asks no filter where no player hears", () => {
		const { stage, close } = rig();
		stage.showLine({
			id: "l1",
			clusterId: "c1",
			speaker: { id: "ada", name: "Ada", type: "npc" },
			content: "Nobody here?",
			heardBy: ["bram", "404"],
			overheardBy: ["0x7"],
			byModel: false,
		});
		stage.systemLine("404", "Nobody hears this.");
		stage.earshot("404", { members: [], byModel: false });
		task.wait(0.2);
		expect(stage.counts()).toEqual({ shown: 0, withheld: 0 });
		close();
	});

	t.it("passes over NPCs that are not there", () => {
		const { stage, close } = rig();
		stage.emote("nobody");
		stage.face("nobody", "ada");
		stage.follow("nobody", "ada");
		task.wait(0.5);
		close();
	});
};
