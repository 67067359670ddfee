import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig } from "../../../test/talk/parts-rig";
import { npc, player } from "../../../test/talk/talk-rig";
import type { TalkConfig } from "./setting";
import { Answering } from "./answering";
import { plain } from "./wording";

const members = ["Ada", "Bram", "Cleo", "Dara", "Elio", "p1"];

function answering(config: Partial<TalkConfig> = {}) {
	const rig = partsRig(
		members.map((id) => (id === "p1" ? player(id) : npc(id))),
		config,
	);
	rig.setting.announcer.changed([{ kind: "formed", clusterId: "c", members }], ["k"], 2);
	rig.setting.announcer.confirmed(["k"], true);
	const talk = rig.talks.create("c", members);
	const waits = (id: string, content: string, heardBy: readonly string[] = members) => {
		talk.messageQueue.push({
			speaker: rig.setting.people.speaker(id),
			content,
			plain: plain(content),
			heardBy,
		});
	};
	const turn = new Answering(rig.setting, rig.questions);
	const take = () => {
		turn.takeTurn(talk);
		return rig.asked.map(({ npcId }) => npcId);
	};
	return { ...rig, talk, waits, take };
}

export = (t: Suite) => {
	t.it("puts a player's line to so many, and no more than are paid for", () => {
		const some = answering({ mindCallAdvance: 9 });
		some.waits("p1", "Hello");
		expect(some.take().size()).toBe(3);
		expect(some.talk.messageQueue.isEmpty()).toBe(true);
		const few = answering({ mindCallAdvance: 2 });
		few.waits("p1", "Hello");
		expect(few.take().size()).toBe(2);
	});

	t.it("puts an NPC's line to one, who is neither the speaker nor has taken leave", () => {
		const { talk, waits, take } = answering();
		for (const id of ["Ada", "Cleo", "Dara"]) talk.farewells.add(id);
		waits("Bram", "Hello");
		expect(take()).toEqual(["Elio"]);
	});

	t.it("asks nobody about a line that it did not hear, and tells nobody of one", () => {
		const { asked, waits, take } = answering();
		waits("p1", "A secret, Ada", ["Ada"]);
		waits("p1", "For two of you", ["Ada", "Bram"]);
		expect(take().sort()).toEqual(["Ada", "Bram"]);
		const contents = asked.map(({ npcId, content }) => `${npcId}: ${content}`).sort();
		expect(contents).toEqual(["Ada: A secret, Ada\nFor two of you", "Bram: For two of you"]);
	});

	t.it("lets a line go that nobody can answer, and keeps one that somebody can answer later", () => {
		const gone = answering();
		gone.waits("p1", "Hello?", []);
		expect(gone.take()).toEqual([]);
		expect(gone.talk.messageQueue.isEmpty()).toBe(true);
		const later = answering();
		for (const id of members) later.setting.pauses.note(id, 0);
		later.waits("p1", "Hello?");
		expect(later.take()).toEqual([]);
		later.setting.moment.now = 3;
		expect(later.take().size()).toBeAtLeast(1);
	});

	t.it("waits for the round that is on", () => {
		const { waits, take } = answering();
		waits("Ada", "Hello");
		expect(take().size()).toBe(1);
		waits("Ada", "Hello again");
		expect(take().size()).toBe(1);
	});
};
