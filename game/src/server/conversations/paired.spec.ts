import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import type { RigOptions } from "../../../test/talk/talk-rig";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import type { Entity } from "../entities/entity";

function paired(entities: readonly Entity[], options: RigOptions = {}) {
	const rig = new TalkRig(entities, {
		...options,
		config: { conversationPolicy: "paired", ...options.config },
	});
	const world = new ClusterWorld(
		new SeededRandom(1),
		entities.map((entity) => entity.id),
	);
	return { rig, world };
}

const pairsOf = (rig: TalkRig) => rig.conversations.groups().map((group) => group.members.join("+"));

export = (t: Suite) => {
	t.it("takes two who greet, and nobody else greets either of them", () => {
		const { rig, world } = paired([npc("Ada"), npc("Bram"), npc("Cleo")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "Cleo"]));
		rig.run(5);
		expect(pairsOf(rig).size()).toBe(1);
		expect(rig.asked.size()).toBe(1);
		const taken = ["Ada", "Bram", "Cleo"].filter((id) => rig.conversations.isBusy(id));
		expect(pairsOf(rig)[0]).toBe(taken.join("+"));
		const free = ["Ada", "Bram", "Cleo"].find((id) => !taken.includes(id))!;
		expect(rig.conversations.contextOf(free)).toBe(undefined);
		const { members } = rig.asked[0]!.message.context;
		expect(members.map((member) => member.id)).toEqual(taken);
	});

	t.it("greets players before NPCs", () => {
		const { rig, world } = paired([npc("Ada"), npc("Bram", { abilities: new Set() }), player("p1")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "p1"]));
		expect(pairsOf(rig)).toEqual(["Ada+p1"]);
	});

	t.it("puts a taken player's line to the partner alone, and nobody else hears it", () => {
		const { rig, world } = paired([npc("Ada"), npc("Bram"), player("p1"), player("p2")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "p1"]));
		const partner = rig.answer("Welcome!").npcId;
		rig.run(4);
		rig.say("p1", "Thank you, Ada and Bram");
		rig.run(1);
		expect(rig.asked.map(({ message }) => message.npcId)).toEqual([partner]);
		const lines = rig.of("spoken").map((act) => act.line);
		expect(lines.map((line) => line.heardBy)).toEqual([["p1"], [partner]]);
		expect(lines.map((line) => line.overheardBy)).toEqual([["p2"], ["p2"]]);
	});

	t.it("lets a free player who speaks take the NPC it names, else the nearest that reacts", () => {
		const still = { abilities: new Set<string>() };
		const { rig, world } = paired([
			npc("Ada", still),
			npc("Bram", { ...still, responseRadius: 1 }),
			npc("Cleo", still),
			player("p1"),
			player("p2"),
		]);
		rig.spots.set("Ada", 6);
		rig.spots.set("Bram", 2);
		rig.spots.set("Cleo", 4);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "Cleo", "p1", "p2"]));
		rig.say("p1", "Hello Ada");
		expect(pairsOf(rig)).toEqual(["Ada+p1"]);
		rig.say("p2", "Hello Ada");
		expect(pairsOf(rig)).toEqual(["Ada+p1", "Cleo+p2"]);
	});

	t.it("lets two NPCs go when they have nothing more to say, and the others have their turn", () => {
		const { rig, world } = paired([npc("Ada"), npc("Bram")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram"]));
		const first = rig.answer("Good day.").npcId;
		rig.run(0.5);
		rig.answer("");
		rig.run(1);
		expect(pairsOf(rig)).toEqual([]);
		expect(rig.conversations.isBusy(first)).toBe(false);
		rig.run(60);
		expect(rig.conversations.stats().openings).toBe(1);
	});

	t.it("lets the greeted greet in turn where the greeter had nothing to say", () => {
		const { rig, world } = paired([npc("Ada"), npc("Bram")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram"]));
		const first = rig.answer("").npcId;
		rig.run(2);
		expect(rig.asked.map(({ message }) => message.npcId !== first)).toEqual([true]);
	});

	t.it("keeps a player's NPC until they are out of range, or the NPC ends it", () => {
		const { rig, world } = paired([npc("Ada"), player("p1")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.answer("Hello.");
		rig.run(300);
		expect(pairsOf(rig)).toEqual(["Ada+p1"]);
		rig.settle(world.gather(rig.unix(), []));
		expect(pairsOf(rig)).toEqual([]);
		expect(rig.of("interaction").size()).toBe(1);

		rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.say("p1", "Me again");
		rig.run(1);
		rig.answer({ content: "I must be off.", action: "stop_talking" });
		rig.run(1);
		expect(pairsOf(rig)).toEqual([]);
		expect(rig.script()).toEqual(["Ada: Hello.", "p1: Me again", "Ada: I must be off."]);
	});

	t.it("stays with its pair when their cluster becomes another", () => {
		const { rig, world } = paired([npc("Ada"), player("p1"), npc("Bram"), npc("Cleo")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.answer("Hello.");
		rig.run(1);
		const [old] = world.clusterIds();
		rig.settle(world.join(rig.unix(), old!, "Bram"));
		rig.settle(world.split(rig.unix(), old!, ["Ada", "p1"]));
		const [group] = rig.conversations.groups();
		expect(group!.members).toEqual(["Ada", "p1"]);
		expect(group!.clusterId).toBe(world.clusterOf.get("Ada")!);
	});

	t.it("releases at shutdown and when one of the two has gone", () => {
		const { rig, world } = paired([npc("Ada"), npc("Bram"), npc("Cleo"), npc("Dara")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "Cleo", "Dara"]));
		expect(pairsOf(rig).size()).toBe(2);
		const gone = rig.conversations.groups()[0]!.members[0]!;
		rig.entities.delete(gone);
		rig.conversations.forget(gone);
		expect(rig.of("cancel").size()).toBe(1);
		rig.conversations.close();
		expect(pairsOf(rig)).toEqual([]);
	});
};
