import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import { DEFAULT_CONFIG } from "../../shared/config/config";

/** What a day of talk in a group of 8 has cost, with a mind that is silent so often. */
function talkOf8(random: SeededRandom, silence: number) {
	const entities = [player("p1"), player("p2")];
	for (const i of $range(1, 6)) entities.push(npc(`N${i}`));
	let said = 0;
	const rig = new TalkRig(entities, {
		seed: random.integer(1, 1e6),
		mind: () => (random.chance(silence) ? "" : `What I say is number ${(said += 1)}`),
		onAct: () => {},
	});
	const ids = entities.map((entity) => entity.id);
	const world = new ClusterWorld(random, ids);
	rig.settle(world.gather(rig.unix(), ids));
	let changes = 1;
	for (const _ of $range(1, 40)) {
		if (random.chance(0.6)) rig.say(random.pick(["p1", "p2"]), `I say ${(said += 1)}`);
		if (random.chance(0.1)) {
			rig.settle(world.leave(rig.unix(), "N1"));
			rig.run(2, 1);
			rig.settle(world.join(rig.unix(), world.clusterIds()[0]!, "N1"));
			changes += 2;
		}
		rig.run(random.integer(1, 12), 1);
	}
	return { ...rig.conversations.stats(), changes };
}

export = (t: Suite) => {
	t.property(
		"costs at most 1.2 questions a delivered line in a group of 8, and one a change",
		60,
		(random) => {
			const silence = random.pick([0, 0, 0.1, 0.3, 0.7, 1]);
			const { mindCalls, openings, lines, changes } = talkOf8(random, silence);
			expect(openings).toBeAtMost(changes);
			expect(mindCalls - openings).toBeAtMost(1.2 * lines + DEFAULT_CONFIG.mindCallAdvance);
			if (silence === 0) expect(mindCalls / lines).toBeAtMost(1.2);
			expect(lines).toBeAtLeast(10);
		},
	);

	t.property("keeps to the rate of its group, however many lines a player pours in", 20, (random) => {
		const rig = new TalkRig([player("p1"), npc("Ada"), npc("Bram"), npc("Cleo")], {
			onAct: () => {},
			mind: () => "",
		});
		const ids = ["Ada", "Bram", "Cleo", "p1"];
		rig.settle(new ClusterWorld(random, ids).gather(rig.unix(), ids));
		for (const i of $range(1, 300)) {
			rig.say("p1", `flood ${i}`);
			rig.run(random.pick([0.1, 0.2]), 0.1);
		}
		const minutes = (rig.now - 100) / 60;
		const { groupMessagesPerMinute, groupMessageBurst } = DEFAULT_CONFIG;
		const { mindCalls } = rig.conversations.stats();
		expect(mindCalls).toBeAtMost(groupMessageBurst + groupMessagesPerMinute * minutes + 1);
		expect(mindCalls).toBeAtLeast(groupMessageBurst);
	});
};
