import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";

const quiet = (id: string) => npc(id, { abilities: new Set() });

/** Two groups: Ada and Bram with a player, Cleo and Dara with another. */
function twoGroups() {
	const rig = new TalkRig([
		quiet("Ada"),
		quiet("Bram"),
		quiet("Cleo"),
		quiet("Dara"),
		player("p1"),
		player("p2"),
	]);
	const world = new ClusterWorld(new SeededRandom(1), []);
	const first = world.gather(rig.unix(), ["Ada", "Bram", "p1"]);
	rig.settle(first);
	const all = ["Cleo", "Dara", "p2"];
	const tick = world.tick(rig.unix(), 0);
	const cluster = { id: "c900000", members: all, formed: rig.unix(), updated: rig.unix() };
	world.clusters.set(cluster.id, cluster);
	for (const id of all) world.clusterOf.set(id, cluster.id);
	rig.settle({ ...tick, changes: [{ kind: "formed", clusterId: cluster.id, members: all }] });
	return { rig, world, one: "c000001", two: cluster.id };
}

export = (t: Suite) => {
	t.it("lets the talk under way go on where it is merged into a quiet group, questions and all", () => {
		const { rig, world, one, two } = twoGroups();
		rig.say("p2", "Tell me, Cleo");
		rig.run(0.5);
		rig.settle(world.merge(rig.unix(), one, two));
		expect(rig.of("cancel").size()).toBe(0);
		rig.answer("Gladly.", "Cleo");
		rig.answer("", "Dara");
		rig.run(0.5);
		const [, line] = rig.of("spoken");
		expect(line!.line.clusterId).toBe(one);
		expect(line!.line.heardBy).toEqual(["Ada", "Bram", "Dara", "p1", "p2"]);
		expect(rig.conversations.groups().map((group) => group.state)).toEqual(["talking"]);
		expect(rig.conversations.stats().conversations).toBe(1);
	});

	t.it("takes what was not answered yet into the older talk where both are under way", () => {
		const { rig, world, one, two } = twoGroups();
		rig.say("p1", "We talk here");
		rig.run(0.5);
		rig.say("p2", "And we there");
		rig.run(0.5);
		const there = rig.asked
			.filter(({ message }) => message.clusterId === two)
			.map(({ message }) => message.id);
		rig.settle(world.merge(rig.unix(), one, two));
		expect(rig.of("cancel").map((act) => act.messageId)).toEqual(there.sort());
		rig.answer("", "Ada");
		rig.answer("", "Bram");
		rig.asked.clear();
		rig.run(1);
		// As many of those who heard it as the talk's lines have paid for.
		expect(rig.asked.map(({ message }) => message.npcId)).toEqual(["Dara"]);
		expect(rig.asked[0]!.message.content).toBe("And we there");
		expect(rig.asked[0]!.message.clusterId).toBe(one);
		expect(rig.conversations.stats().active).toBe(1);
	});

	t.it("merges two quiet groups into a quiet one", () => {
		const { rig, world, one, two } = twoGroups();
		rig.settle(world.merge(rig.unix(), one, two));
		const [group, none] = rig.conversations.groups();
		expect([group!.clusterId, group!.state, group!.members.size()]).toEqual([one, "quiet", 6]);
		expect(none).toBe(undefined);
	});

	t.it("goes on in both parts of a split, each with its own open lines", () => {
		const { rig, world, one, two } = twoGroups();
		rig.settle(world.merge(rig.unix(), one, two));
		rig.say("p2", "Anybody?");
		rig.run(0.5);
		const toCleo = rig.asked.find(({ message }) => message.npcId === "Cleo");
		rig.settle(world.split(rig.unix(), one, ["Cleo", "Dara", "p2"]));
		if (toCleo !== undefined) {
			expect(rig.of("cancel").some((act) => act.messageId === toCleo.message.id)).toBe(true);
		}
		rig.asked.clear();
		rig.run(1);
		const part = world.clusterOf.get("p2")!;
		expect(rig.asked.map(({ message }) => `${message.npcId}@${message.clusterId}`).sort()).toEqual([
			`Cleo@${part}`,
			`Dara@${part}`,
		]);
		expect(rig.conversations.groups().map((group) => group.state)).toEqual(["talking", "talking"]);
	});

	t.it("keeps a talk's count of turns through a split, so that none is begun anew by it", () => {
		let said = 0;
		const rig = new TalkRig([npc("Ada"), npc("Bram"), npc("Cleo"), npc("Dara")], {
			mind: () => `Line number ${(said += 1)} of all.`,
		});
		const world = new ClusterWorld(new SeededRandom(1), []);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "Cleo", "Dara"]));
		while (rig.conversations.stats().npcLines < 4) rig.run(0.5);
		rig.settle(world.split(rig.unix(), world.clusterIds()[0]!, ["Cleo", "Dara"]));
		rig.run(60);
		expect(rig.conversations.stats().npcLines).toBeAtMost(4 + 2 * 4);
		expect(rig.conversations.stats().active).toBe(0);
	});
};
