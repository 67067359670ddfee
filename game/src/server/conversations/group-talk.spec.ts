import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import type { RigOptions } from "../../../test/talk/talk-rig";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import type { Entity } from "../entities/entity";

/** Everybody in one cluster, confirmed, the opening answered with nothing. */
function together(entities: readonly Entity[], options: RigOptions = {}) {
	const rig = new TalkRig(entities, options);
	const ids = entities.map((entity) => entity.id);
	const world = new ClusterWorld(new SeededRandom(1), ids, 24);
	rig.settle(world.gather(rig.unix(), ids));
	return { rig, world };
}

const quiet = (id: string) => npc(id, { abilities: new Set() });

export = (t: Suite) => {
	t.it("puts a player's line to those able to answer, and shows their answers", () => {
		const { rig } = together([quiet("Ada"), quiet("Bram"), player("p1")]);
		rig.say("p1", "  Hello there  ");
		rig.run(1);
		const messages = rig.asked.map(({ message }) => message);
		expect(messages.map((message) => message.npcId).sort()).toEqual(["Ada", "Bram"]);
		const [first] = messages;
		expect(first!.sender).toEqual({ id: "p1", name: "p1", type: "player" });
		expect(first!.content).toBe("Hello there");
		expect(first!.priority).toBe("urgent");
		expect(first!.context.members.map((member) => member.id)).toEqual(["Ada", "Bram", "p1"]);
		expect(first!.context.location).toBe("East");
		rig.answer("Hi!", "Bram");
		rig.answer("", "Ada");
		rig.run(1);
		expect(rig.script()).toEqual(["p1: Hello there", "Bram: Hi!"]);
		const [line] = rig.of("show");
		expect(line!.line.heardBy).toEqual(["p1"]);
		expect(rig.of("spoken")[1]!.line.heardBy).toEqual(["Ada", "p1"]);
		expect(rig.of("spoken")[1]!.line.inReplyTo !== undefined).toBe(true);
	});

	t.it("gathers several lines of one moment into one question", () => {
		const { rig } = together([quiet("Ada"), player("p1"), player("p2")]);
		rig.say("p1", "Hello");
		rig.say("p2", "Hi Ada");
		rig.run(1);
		expect(rig.asked.size()).toBe(1);
		expect(rig.asked[0]!.message.content).toBe("p1: Hello\np2: Hi Ada");
		rig.answer("Welcome, both.");
		rig.run(4);
		rig.say("p1", "one");
		rig.say("p1", "two");
		rig.run(1);
		expect(rig.asked[0]!.message.content).toBe("one\ntwo");
	});

	t.it("asks exactly one next speaker after an NPC's line, the one spoken to by name first", () => {
		const { rig } = together([quiet("Ada"), quiet("Bram"), quiet("Cleo"), player("p1")]);
		rig.say("p1", "Hello Ada");
		rig.run(1);
		rig.answer("Ask Cleo about it.", "Ada");
		rig.answer("", "Bram");
		rig.answer("", "Cleo");
		rig.run(1);
		expect(rig.asked.map(({ message }) => message.npcId)).toEqual(["Cleo"]);
		expect(rig.asked[0]!.message.sender.id).toBe("Ada");
		expect(rig.asked[0]!.message.priority).toBe("conversation");
		rig.answer("");
		rig.run(5);
		expect(rig.asked.size()).toBe(0);
	});

	t.it("lets an NPC answer at most once in its interval, and waits for one spoken to by name", () => {
		const { rig } = together([quiet("Ada"), quiet("Bram"), player("p1")]);
		rig.say("p1", "Hello");
		rig.run(0.5);
		rig.answer("Hello yourself.", "Ada");
		rig.answer("", "Bram");
		rig.run(0.5);
		rig.answer("", "Bram");
		rig.run(0.5);
		rig.say("p1", "Ada, one more thing");
		rig.run(1);
		expect(rig.asked.size()).toBe(0);
		rig.run(2);
		expect(rig.asked.some(({ message }) => message.npcId === "Ada")).toBe(true);
	});

	t.it("reaches only NPCs within their own radius, and lets those outside the group overhear", () => {
		const far = npc("Far", { abilities: new Set(), responseRadius: 3 });
		const rig = new TalkRig([far, quiet("Near"), quiet("Outside"), player("p1"), player("p2")]);
		rig.spots.set("Far", 5);
		rig.spots.set("Outside", 14);
		rig.spots.set("p2", 40);
		const world = new ClusterWorld(new SeededRandom(1), []);
		rig.settle(world.gather(rig.unix(), ["Far", "Near", "p1"]));
		rig.say("p1", "Anybody?");
		rig.run(1);
		expect(rig.asked.map(({ message }) => message.npcId)).toEqual(["Near"]);
		const [spoken] = rig.of("spoken");
		expect(spoken!.line.heardBy).toEqual(["Far", "Near"]);
		expect(spoken!.line.overheardBy).toEqual(["Outside"]);
		expect(rig.conversations.stats().overheard).toBe(1);
		rig.settle(world.join(rig.unix(), world.clusterIds()[0]!, "Outside"));
		const heard = rig.conversations.contextOf("Outside")!.recentMessages;
		expect(heard.map((line) => [line.content, line.overheard])).toEqual([["Anybody?", true]]);
	});

	t.it("lets a newcomer join in, who knows only what it heard itself", () => {
		const { rig, world } = together(
			[quiet("Ada"), quiet("Bram"), player("p1")].filter((e) => e.id !== "Bram"),
		);
		rig.entities.set("Bram", quiet("Bram"));
		rig.spots.set("Bram", 100);
		rig.look();
		rig.say("p1", "A secret");
		rig.run(0.5);
		rig.answer("I keep it.");
		rig.run(1);
		rig.spots.set("Bram", 1);
		rig.settle(world.join(rig.unix(), world.clusterIds()[0]!, "Bram"));
		rig.run(3);
		rig.say("p1", "Hello Bram");
		rig.run(1);
		const toBram = rig.asked.find(({ message }) => message.npcId === "Bram")!.message;
		expect(toBram.context.recentMessages.map((line) => line.content)).toEqual(["Hello Bram"]);
		expect(toBram.context.members.size()).toBe(3);
	});

	t.it("keeps a line that came before somebody joined from them, though it waits to be answered", () => {
		const config = { groupMessageBurst: 1, groupMessagesPerMinute: 6 };
		const { rig, world } = together([quiet("Ada"), player("p1")], { config });
		rig.entities.set("Bram", quiet("Bram"));
		rig.spots.set("Bram", 100);
		rig.look();
		rig.say("p1", "first");
		rig.run(0.5);
		rig.answer("yes");
		rig.run(0.5);
		rig.say("p1", "A secret for Ada");
		rig.spots.set("Bram", 1);
		rig.settle(world.join(rig.unix(), world.clusterIds()[0]!, "Bram"));
		rig.run(1);
		expect(rig.asked.size()).toBe(0);
		rig.run(12);
		expect(rig.asked.map(({ message }) => message.npcId)).toEqual(["Ada"]);
	});

	t.it("asks nobody before the speaker's presence is confirmed", () => {
		const rig = new TalkRig([quiet("Ada"), player("p1")]);
		const ids = rig.change(new ClusterWorld(new SeededRandom(1), []).gather(rig.unix(), ["Ada", "p1"]));
		rig.say("p1", "Hello");
		rig.run(1);
		expect(rig.script()).toEqual(["p1: Hello"]);
		expect(rig.asked.size()).toBe(0);
		rig.conversations.confirmed(ids, true);
		rig.run(0.5);
		expect(rig.asked.size()).toBe(1);
	});

	t.it("turns to the speaker, shows typing, and lets go when the talk is over", () => {
		const { rig } = together([quiet("Ada"), player("p1")]);
		rig.say("p1", "Hello");
		expect(rig.of("face").map((act) => [act.npcId, act.towardsId])).toEqual([["Ada", "p1"]]);
		expect(rig.conversations.isBusy("Ada")).toBe(true);
		rig.run(1);
		rig.answer("Hi.");
		rig.run(20);
		expect(rig.conversations.isBusy("Ada")).toBe(false);
		expect(rig.of("face").map((act) => act.towardsId)).toEqual(["p1", undefined]);
		expect(rig.of("interaction").map((act) => `${act.id}: ${act.narrative}`)).toEqual([
			"Ada: Talked with p1",
			"p1: Talked with Ada",
		]);
		const stats = rig.conversations.stats();
		expect([stats.conversations, stats.active, stats.lines]).toEqual([1, 0, 2]);
	});

	t.it("lets what an NPC does come to pass: following, emotes, taking leave", () => {
		const { rig, world } = together([quiet("Ada"), player("p1")]);
		rig.say("p1", "Come along");
		rig.run(0.5);
		rig.answer({ content: "Gladly.", action: "follow" });
		rig.run(1);
		expect(rig.of("follow").map((act) => [act.npcId, act.leaderId])).toEqual([["Ada", "p1"]]);
		rig.settle(world.gather(rig.unix(), []));
		expect(rig.conversations.isBusy("Ada")).toBe(true);
		rig.settle(world.gather(rig.unix(), ["Ada", "p1"]));
		rig.run(3);
		rig.say("p1", "Stop");
		rig.run(0.5);
		rig.answer({ action: "unfollow" });
		rig.run(0.5);
		expect(rig.of("follow").size()).toBe(2);
		rig.say("p1", "Dance");
		rig.run(0.5);
		rig.answer({ action: "emote", content: "La la" });
		rig.run(0.5);
		expect(rig.of("emote").size()).toBe(1);
	});

	t.it("lets players talk among themselves without asking anybody", () => {
		const { rig } = together([player("p1"), player("p2")]);
		rig.say("p1", "Hello");
		rig.say("p2", "Hi");
		rig.run(1);
		expect(rig.script()).toEqual(["p1: Hello", "p2: Hi"]);
		expect(rig.of("show").size()).toBe(0);
		expect(rig.conversations.stats().active).toBe(0);
	});

	t.it("counts what nobody hears, and passes over empty lines", () => {
		const rig = new TalkRig([player("p1")]);
		rig.look();
		rig.say("p1", "Hello?");
		rig.say("p1", "   ");
		expect(rig.conversations.stats().unheard).toBe(1);
		expect(rig.acts.size()).toBe(0);
	});
};
