import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig } from "../../../test/talk/parts-rig";
import { npc, player } from "../../../test/talk/talk-rig";
import { say } from "./speech";

const ada = { id: "Ada", name: "Ada", type: "npc" as const };
const zoe = { id: "p1", name: "p1", type: "player" as const };

function speaking() {
	const rig = partsRig([npc("Ada"), npc("Bram"), npc("Out"), player("p1"), player("p2")]);
	const talk = rig.talks.create("c", ["Ada", "Bram", "p1"]);
	rig.setting.moment.now = 10;
	rig.setting.moment.unix = 1010;
	const texts = (id: string) => rig.setting.memories.of(id).map((line) => line.content);
	return { ...rig, talk, texts };
}

export = (t: Suite) => {
	t.it("is heard by members and bystanders, and by nobody else", () => {
		const { setting, talk, texts, acts } = speaking();
		const line = say(setting, talk, { speaker: ada, content: "Hm", towards: "p1", byModel: true }, [
			"Out",
			"p2",
		]);
		expect([line.heardBy, line.overheardBy]).toEqual([
			["Bram", "p1"],
			["Out", "p2"],
		]);
		expect([texts("Ada"), texts("Bram"), texts("Out"), texts("p1")]).toEqual([["Hm"], ["Hm"], ["Hm"], []]);
		expect(setting.memories.of("Out")[0]!.overheard).toBe(true);
		expect(setting.memories.of("Bram")[0]!.overheard).toBe(undefined);
		const shown = acts.find((act) => act.kind === "show");
		expect(shown).toEqual({
			kind: "show",
			line: {
				id: line.id,
				clusterId: "c",
				speaker: ada,
				content: "Hm",
				heardBy: ["p1"],
				overheardBy: ["p2"],
				byModel: true,
			},
		});
		const faces = acts.filter((act) => act.kind === "face");
		expect(faces).toEqual([
			{ kind: "face", npcId: "Bram", towardsId: "Ada" },
			{ kind: "face", npcId: "Ada", towardsId: "p1" },
		]);
	});

	t.it("does not show a player's line again, nor a line that no player is near", () => {
		const { setting, talk, acts } = speaking();
		say(setting, talk, { speaker: zoe, content: "Hello" }, []);
		talk.members = ["Ada", "Bram"];
		say(setting, talk, { speaker: ada, content: "Alone at last" }, ["Out"]);
		expect(acts.some((act) => act.kind === "show")).toBe(false);
		expect(acts.filter((act) => act.kind === "spoken").size()).toBe(2);
	});

	t.it("counts a talk from its first line, and what was said by whom", () => {
		const { setting, talk, talks } = speaking();
		talks.begin(talk);
		say(setting, talk, { speaker: zoe, content: "Hello" }, []);
		say(setting, talk, { speaker: ada, content: "Hello" }, ["Out"]);
		const { conversations, lines, playerLines, npcLines, overheard } = setting.counters;
		expect([conversations, lines, playerLines, npcLines, overheard]).toEqual([1, 2, 1, 1, 1]);
		expect(talk.lastActivity.get("Ada")).toBe(10);
		expect(setting.pauses.mustPause("Ada", 11)).toBe(true);
		expect(talk.allowance.available(10)).toBe(4);
	});
};
