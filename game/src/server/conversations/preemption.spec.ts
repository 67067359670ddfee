import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import { createFloor } from "./floor";

const realFloor = () => createFloor(DEFAULT_CONFIG);

function group(random: SeededRandom, size: number) {
	const entities = [player("p1"), player("p2")];
	for (const i of $range(1, size)) entities.push(npc(`N${i}`, { abilities: new Set() }));
	const rig = new TalkRig(entities, {
		seed: random.integer(1, 1e6),
		floor: random.chance(0.5) ? realFloor : undefined,
	});
	const ids = entities.map((entity) => entity.id);
	rig.settle(new ClusterWorld(random, ids).gather(rig.unix(), ids));
	return rig;
}

/** Answers some of the open questions, and a few of those that were taken back; gives how many were stale. */
function answerSome(rig: TalkRig, random: SeededRandom, text: string): void {
	for (const waiting of random.shuffled(rig.asked)) {
		if (random.chance(0.4)) rig.reply(waiting, `${text} ${waiting.message.id}`);
	}
}

export = (t: Suite) => {
	t.it("takes back in the same moment what NPCs were asked, and ends their typing", () => {
		const rig = group(new SeededRandom(3), 3);
		rig.say("p1", "Hello");
		rig.run(1);
		const ids = rig.asked.map(({ message }) => message.id).sort();
		expect(ids.size()).toBe(3);
		rig.say("p2", "Wait");
		expect(rig.of("cancel").map((act) => act.messageId)).toEqual(ids);
		const typing = new Set<string>();
		for (const { npcId, isTyping } of rig.of("typing")) {
			if (isTyping) typing.add(npcId);
			else typing.delete(npcId);
		}
		expect(typing.size()).toBe(0);
		expect(rig.conversations.stats().cancelled).toBe(3);
	});

	t.it("gives up an answer that was at hand and not yet shown", () => {
		const rig = group(new SeededRandom(3), 2);
		rig.say("p1", "Hello");
		rig.run(1);
		rig.answer("Hello to you");
		rig.say("p1", "Never mind");
		rig.run(0.5);
		expect(rig.script()).toEqual(["p1: Hello", "p1: Never mind"]);
		expect(rig.conversations.stats().stale).toBe(1);
	});

	t.it("asks again about a line that another came in upon, but not once somebody has answered it", () => {
		const rig = group(new SeededRandom(3), 2);
		rig.say("p1", "Where is the well?");
		rig.run(1);
		rig.asked.clear();
		rig.say("p2", "And the inn?");
		rig.run(1);
		expect(rig.asked[0]!.message.content).toBe("p1: Where is the well?\np2: And the inn?");
		rig.answer("Both are behind the mill.");
		rig.run(4);
		rig.asked.clear();
		rig.say("p1", "Thanks");
		rig.run(1);
		expect(rig.asked[0]!.message.content).toBe("Thanks");
	});

	t.it("counts an answer that waits its turn on the floor as dropped", () => {
		const entities = [player("p1"), npc("Ada", { abilities: new Set() })];
		const rig = new TalkRig(entities, { floor: realFloor });
		rig.settle(new ClusterWorld(new SeededRandom(1), []).gather(rig.unix(), ["Ada", "p1"]));
		rig.say("p1", "Hello");
		rig.run(0.1, 0.1);
		rig.answer("A long answer, that is typed for a while.");
		rig.conversations.step(rig.now);
		rig.run(4, 0.1);
		rig.say("p1", "And more");
		rig.run(0.1, 0.1);
		rig.answer("Which waits until the first was said.");
		rig.conversations.step(rig.now);
		rig.say("p1", "Stop");
		rig.run(10);
		expect(rig.script().includes("Ada: Which waits until the first was said.")).toBe(false);
		expect(rig.conversations.stats().dropped).toBe(1);
	});

	t.property("shows no stale line in 1,000 races", 1000, (random) => {
		const rig = group(random, random.integer(1, 5));
		let said = 0;
		/** By message id, the player's line that was the newest when it was asked. */
		const askedAfter = new Map<string, number>();
		for (const _ of $range(1, 12)) {
			if (random.chance(0.4)) rig.say(random.pick(["p1", "p2"]), `Line ${(said += 1)}`);
			rig.run(random.pick([0.1, 0.5, 2]), 0.1);
			for (const { message } of rig.asked) {
				if (!askedAfter.has(message.id)) askedAfter.set(message.id, said);
			}
			answerSome(rig, random, "answer");
		}
		let heard = 0;
		for (const { line } of rig.of("spoken")) {
			if (line.speaker.type === "player") heard += 1;
			else expect(askedAfter.get(line.inReplyTo!), line.content).toBe(heard);
		}
	});
};
