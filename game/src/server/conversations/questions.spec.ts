import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig, replyTo } from "../../../test/talk/parts-rig";
import { npc, player } from "../../../test/talk/talk-rig";
import type { Question } from "./talk";

const question = (npcId: string, changes: Partial<Question> = {}): Question => ({
	npcId,
	sender: { id: "p1", name: "p1", type: "player" },
	content: "Well?",
	priority: "urgent",
	towards: "Bram",
	concern: 0.5,
	about: [],
	...changes,
});

function asking(...npcIds: string[]) {
	const rig = partsRig([npc("Ada", { responseSpeed: 2 }), npc("Bram"), player("p1")]);
	const talk = rig.talks.create("c", ["Ada", "Bram", "p1"]);
	rig.setting.moment.unix = 77;
	rig.questions.ask(
		talk,
		npcIds.map((npcId) => question(npcId)),
	);
	return { ...rig, talk };
}

export = (t: Suite) => {
	t.it("asks with what the NPC may know, and keeps the question open", () => {
		const { asked, talk, setting } = asking("Ada");
		expect(asked).toEqual([
			{
				id: "m001",
				npcId: "Ada",
				clusterId: "c",
				sender: { id: "p1", name: "p1", type: "player" },
				content: "Well?",
				priority: "urgent",
				timestamp: 77,
				context: {
					members: ["Ada", "Bram", "p1"].map((id) => setting.people.speaker(id)),
					recentMessages: [],
					location: "Market",
					relationships: [{ id: "Bram", name: "Bram", kind: "friend", strength: 0.7 }],
				},
			},
		]);
		expect(talk.questions.size()).toBe(1);
		expect(talk.floor.isQuiet()).toBe(false);
		expect(setting.counters.mindCalls).toBe(1);
	});

	t.it("settles a reply once, and counts what nobody waits for", () => {
		const { asked, talk, questions, setting } = asking("Ada");
		const reply = replyTo(asked[0]!, { via: "direct" });
		expect(questions.settle(reply)!.talk).toBe(talk);
		expect(questions.settle(reply)).toBe(undefined);
		expect(questions.settle({ ...reply, messageId: "never" })).toBe(undefined);
		expect(setting.counters.stale).toBe(2);
		expect(setting.counters.replies).toEqual({ queue: 0, direct: 1, local: 0 });
		expect(questions.shown(talk, asked[0]!.id)!.npcId).toBe("Ada");
		expect(questions.shown(talk, asked[0]!.id)).toBe(undefined);
	});

	t.it("takes back what is meant: open questions are cancelled, answers at hand dropped", () => {
		const { asked, talk, questions, setting, acts } = asking("Ada", "Bram");
		questions.settle(replyTo(asked[0]!));
		questions.takeBack(talk, ({ npcId }) => npcId === "Bram");
		expect(acts.filter((act) => act.kind === "cancel")).toEqual([
			{ kind: "cancel", messageId: asked[1]!.id },
		]);
		questions.takeBack(talk);
		expect([setting.counters.cancelled, setting.counters.dropped]).toEqual([1, 1]);
		expect(talk.questions.isEmpty()).toBe(true);
		expect(questions.settle(replyTo(asked[1]!))).toBe(undefined);
	});

	t.it("closes a round: silence is no loss, and whoever never answered is asked no more", () => {
		const { asked, talk, questions, setting } = asking("Ada", "Bram");
		questions.settle(replyTo(asked[0]!, { content: "" }));
		questions.closeRound(talk);
		expect([setting.counters.cancelled, setting.counters.dropped]).toEqual([1, 0]);
		expect(talk.questions.isEmpty()).toBe(true);
	});
};
