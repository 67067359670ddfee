import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import type { RigOptions } from "../../../test/talk/talk-rig";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import type { Entity } from "../entities/entity";

function apart(entities: readonly Entity[], options: RigOptions = {}) {
	const world = new ClusterWorld(
		new SeededRandom(1),
		entities.map((entity) => entity.id),
	);
	return { rig: new TalkRig(entities, options), world };
}

const greetsPlayer =
	"[SYSTEM] A player (Zoe) has entered your area. You can initiate a conversation if you'd like.";
const greetsNpc =
	"[SYSTEM] Another NPC (Bram) has entered your area. You can initiate a conversation if you'd like.";

export = (t: Suite) => {
	t.it("asks one NPC with the ability about a player who came, with the exact message", () => {
		const { rig, world } = apart([
			npc("Ada"),
			npc("Bram", { abilities: new Set() }),
			player("p1", { name: "Zoe" }),
		]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "p1"]));
		expect(rig.asked.size()).toBe(1);
		const { message } = rig.asked[0]!;
		expect(message.npcId).toBe("Ada");
		expect(message.sender.type).toBe("system");
		expect(message.priority).toBe("conversation");
		expect(message.content).toBe(`${greetsPlayer}\n${greetsNpc}`);
		expect(message.context.cluster).toBe(undefined);
		const stats = rig.conversations.stats();
		expect([stats.mindCalls, stats.openings, stats.conversations]).toEqual([1, 1, 0]);
	});

	t.it("costs one question for a change, whoever else could greet; the others know of it", () => {
		const { rig, world } = apart([npc("Ada"), npc("Bram"), npc("Cleo"), player("p1", { name: "Zoe" })]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram", "Cleo", "p1"]));
		rig.run(5);
		expect(rig.asked.size()).toBe(1);
		for (const id of ["Ada", "Bram", "Cleo"]) {
			const heard = rig.conversations.contextOf(id)!.recentMessages;
			expect(heard.filter((line) => line.content === greetsPlayer).size(), id).toBe(1);
		}
		rig.answer("");
		rig.run(60);
		expect(rig.conversations.stats().mindCalls).toBe(1);
		expect(rig.conversations.stats().conversations).toBe(0);
	});

	t.it("greets players before NPCs, and lets whoever was silent longest do it", () => {
		const { rig, world } = apart([npc("Ada"), npc("Bram"), player("p1", { name: "Zoe" })]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram"]));
		const { npcId } = rig.answer("Good day.");
		rig.run(0.5);
		rig.answer("");
		rig.run(5);
		rig.settle(world.join(rig.unix(), world.clusterIds()[0]!, "p1"));
		expect(rig.asked.size()).toBe(1);
		expect(rig.asked[0]!.message.content).toBe(greetsPlayer);
		expect(rig.asked[0]!.message.npcId !== npcId).toBe(true);
	});

	t.it("greets nobody beyond its radius, and does once they come within it", () => {
		const { rig, world } = apart([npc("Ada", { responseRadius: 5 }), player("p1", { name: "Zoe" })]);
		rig.spots.set("p1", 8);
		rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.run(3);
		expect(rig.asked.size()).toBe(0);
		rig.spots.set("p1", 4);
		rig.run(2);
		expect(rig.asked.map(({ message }) => message.content)).toEqual([greetsPlayer]);
	});

	t.it("greets the same entity once in 30 s", () => {
		const { rig, world } = apart([npc("Ada"), player("p1")]);
		const meet = () => rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		meet();
		rig.answer("");
		rig.run(10);
		rig.settle(world.gather(rig.unix(), []));
		meet();
		rig.run(10);
		expect(rig.asked.size()).toBe(0);
		rig.run(25);
		expect(rig.asked.size()).toBe(1);
	});

	t.it("does not greet a player who spoke first", () => {
		const { rig, world } = apart([npc("Ada"), player("p1")]);
		const ids = rig.change(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.say("p1", "Hello");
		rig.conversations.confirmed(ids, true);
		rig.run(1);
		expect(rig.asked.map(({ message }) => message.content)).toEqual(["Hello"]);
		rig.answer("Hello to you.");
		rig.run(60);
		expect(rig.conversations.stats().openings).toBe(0);
	});

	t.it("tells players who is in earshot, after confirmation alone", () => {
		const { rig, world } = apart([npc("Ada"), npc("Bram"), player("p1")]);
		const ids = rig.change(world.gather(rig.unix(), ["Ada", "Bram", "p1"]));
		expect(rig.of("system").size() + rig.of("earshot").size()).toBe(0);
		expect(rig.conversations.view("p1").clusterId).toBe(undefined);
		rig.conversations.confirmed(ids, true);
		expect(rig.of("system").map((act) => act.text)).toEqual(["Ada and Bram are within earshot."]);
		expect(rig.conversations.view("p1").members.map((member) => member.id)).toEqual(["Ada", "Bram", "p1"]);
		rig.settle(world.leave(rig.unix(), "Bram"));
		expect(rig.of("system")[1]!.text).toBe("Bram is out of earshot.");
		rig.settle(world.gather(rig.unix(), []));
		expect(rig.of("earshot")[2]!.view).toEqual({ members: [], byModel: false });
	});

	t.it("sends the whole cluster along where it was not confirmed, once", () => {
		const { rig, world } = apart([npc("Ada"), player("p1", { name: "Zoe" })]);
		rig.spots.set("p1", 4);
		rig.change(world.gather(rig.unix(), ["Ada", "p1"]));
		const formed = rig.unix();
		rig.run(1);
		expect(rig.asked.size()).toBe(0);
		rig.run(1.5);
		const { content, context } = rig.asked[0]!.message;
		expect(content).toBe(greetsPlayer);
		expect(context.cluster).toEqual({
			id: world.clusterIds()[0]!,
			members: [
				{ id: "Ada", name: "Ada", type: "npc" },
				{ id: "p1", name: "Zoe", type: "player" },
			],
			formed,
			updated: formed,
			positions: { Ada: { x: 0, y: 0, z: 0 }, p1: { x: 4, y: 0, z: 0 } },
			location: "East",
		});
		rig.answer("Welcome.");
		rig.run(4);
		rig.say("p1", "Thanks");
		rig.run(1);
		expect(rig.asked[0]!.message.context.cluster).toBe(undefined);
		expect(rig.conversations.stats().enhanced).toBe(2);
	});

	t.it("says from the first line of a language model on that there is one", () => {
		const { rig, world } = apart([npc("Ada"), player("p1")]);
		rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.answer({ content: "Hello.", byModel: true });
		rig.run(1);
		expect(rig.of("show")[0]!.line.byModel).toBe(true);
		const views = rig.of("earshot").map((act) => act.view.byModel);
		expect(views).toEqual([false, true]);
	});

	t.it("greets a player who joins a talk of NPCs when its round is over", () => {
		const { rig, world } = apart([npc("Ada"), npc("Bram"), player("p1", { name: "Zoe" })]);
		rig.settle(world.gather(rig.unix(), ["Ada", "Bram"]));
		rig.settle(world.join(rig.unix(), world.clusterIds()[0]!, "p1"));
		rig.run(2);
		expect(rig.asked.size()).toBe(1);
		rig.answer("");
		rig.run(2);
		expect(rig.asked.map(({ message }) => message.content)).toEqual([greetsPlayer]);
	});
};
