import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig } from "../../../test/talk/parts-rig";
import { npc } from "../../../test/talk/talk-rig";
import { endFacing, endTyping, face, setTyping } from "./manners";

function manners() {
	const rig = partsRig([npc("Ada"), npc("Bram")]);
	return { ...rig, stage: rig.setting.stage, talk: rig.talks.create("c", ["Ada", "Bram"]) };
}

export = (t: Suite) => {
	t.it("tells of typing once, and ends it for all", () => {
		const { stage, talk, acts } = manners();
		setTyping(stage, talk, { npcId: "Bram", isTyping: true });
		setTyping(stage, talk, { npcId: "Bram", isTyping: true });
		setTyping(stage, talk, { npcId: "Ada", isTyping: true });
		expect(acts.size()).toBe(2);
		acts.clear();
		endTyping(stage, talk);
		endTyping(stage, talk);
		expect(acts).toEqual([
			{ kind: "typing", npcId: "Ada", isTyping: false },
			{ kind: "typing", npcId: "Bram", isTyping: false },
		]);
	});

	t.it("turns to somebody once, and lets go of all", () => {
		const { stage, talk, acts } = manners();
		face(stage, talk, "Ada", undefined);
		face(stage, talk, "Ada", "Bram");
		face(stage, talk, "Ada", "Bram");
		face(stage, talk, "Ada", "p1");
		expect(acts.size()).toBe(2);
		acts.clear();
		endFacing(stage, talk);
		endFacing(stage, talk);
		expect(acts).toEqual([{ kind: "face", npcId: "Ada" }]);
	});
};
