import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { TalkRig } from "../../../test/backend/talk-rig";
import type { MessagesWire } from "../../shared/wire";

export = (t: Suite) => {
	t.it("gives out the queue's answer, as it was given", () => {
		const rig = new TalkRig();
		rig.run(1);
		const id = rig.ask("n1");
		rig.run(3);
		expect(rig.given.map(({ reply }) => reply)).toEqual([
			{
				messageId: id,
				npcId: "n1",
				clusterId: "c1",
				content: `answer to ${id}`,
				priority: "normal",
				action: "none",
				generatedBy: "scripted",
				byModel: false,
				via: "queue",
			},
		]);
		expect(rig.mind.stats().awaited).toBe(0);
		expect(rig.backend.chats).toEqual([]);
		expect(rig.logged).toEqual([]);
	});
	t.it("never calls back while it is being called", () => {
		const rig = new TalkRig();
		rig.line.isDown = true;
		rig.run(1);
		for (const _ of $range(1, 3)) rig.ask("n1");
		expect(rig.given).toEqual([]);
		rig.run(20);
		expect(rig.given.size()).toBe(3);
	});
	t.it("asks directly once where the queue's answer is overdue, each class in its own time", () => {
		for (const [priority, overdue] of [
			["urgent", 3],
			["conversation", 8],
			["background", 15],
		] as const) {
			const rig = new TalkRig();
			rig.backend.loseRate = 1;
			rig.run(1);
			const id = rig.ask("n1", priority);
			rig.run(40);
			expect(rig.ways(), priority).toBe("direct");
			expect(rig.given[0]!.at - rig.askedAt.get(id)!, priority).toBeNear(overdue + 0.25, 0.25);
			expect(rig.backend.chats, priority).toEqual([id]);
		}
	});
	t.it("speaks for itself where the direct call fails too, and where it takes too long", () => {
		for (const slow of [false, true]) {
			const rig = new TalkRig();
			rig.backend.loseRate = 1;
			rig.run(1);
			const id = rig.ask("n1", "urgent", "Hello!");
			if (slow) {
				rig.run(2);
				rig.line.faultRate = 1;
				rig.line.faults = ["lostBefore"];
			} else rig.line.isDirectDown = true;
			rig.run(30);
			expect(rig.ways()).toBe("local");
			expect(rig.given[0]!.reply.content !== "").toBe(true);
			expect(rig.given[0]!.reply.generatedBy).toBe("local");
			expect(rig.given[0]!.at - rig.askedAt.get(id)!).toBeAtMost(slow ? 8.5 : 3.5);
			expect(rig.mind.stats().localReplies).toBe(1);
		}
	});
	t.it("goes on at once where the queue refuses", () => {
		const rig = new TalkRig();
		rig.backend.refuseRate = 1;
		rig.run(1);
		const id = rig.ask("n1", "background");
		rig.run(2);
		expect(rig.ways()).toBe("direct");
		expect(rig.backend.chats).toEqual([id]);
	});
	t.it("does not wait for a backend that is known to be down, nor try it for each answer", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.isDown = true;
		rig.ask("n1", "background");
		rig.run(2);
		expect(rig.ways()).toBe("local");
		const calls = rig.mind.stats().directCalls;
		for (const i of $range(1, 20)) rig.ask(`n${i}`, "background");
		rig.run(2);
		expect(rig.given.size()).toBe(21);
		expect(rig.mind.stats().directCalls).toBe(calls);
		rig.line.isDown = false;
		rig.run(60);
		rig.ask("n1", "background");
		rig.run(4);
		expect(rig.ways().sub(-5)).toBe("queue");
	});
	t.it("drops an answer that comes after its fallback, and counts it once", () => {
		const rig = new TalkRig();
		rig.backend.answerSeconds = [6, 6];
		rig.backend.repeatRate = 1;
		rig.line.isDirectDown = true;
		rig.run(1);
		const id = rig.ask("n1");
		rig.run(4);
		expect(rig.ways()).toBe("local");
		rig.backend.push(rig.backend.answerTo({ id, npcId: "n1", clusterId: "c1" }));
		rig.backend.push(rig.backend.answerTo({ id, npcId: "n1", clusterId: "c1" }));
		rig.run(30);
		expect(rig.given.size()).toBe(1);
		expect(rig.mind.stats().late).toBe(1);
		expect(rig.mind.stats().duplicates).toBe(1);
	});
	t.it("tells the backend that nobody waits for what it was asked", () => {
		const rig = new TalkRig();
		rig.backend.answerSeconds = [5, 5];
		rig.run(1);
		const unsent = rig.ask("n1");
		rig.mind.cancel(unsent);
		const sent = rig.ask("n2");
		rig.run(1);
		rig.mind.cancel(sent);
		rig.run(30);
		expect(rig.given).toEqual([]);
		expect(rig.backend.messages.has(unsent)).toBe(false);
		expect([...rig.backend.cancelled]).toEqual([sent]);
		expect(rig.mind.stats().cancelled).toBe(2);
		rig.mind.cancel(sent);
		expect(rig.mind.stats().cancelled).toBe(2);
	});
	t.it(
		"gives out an NPC's replies in the order asked, and waits for a missing one no longer than it should",
		() => {
			const rig = new TalkRig(undefined, { urgentOverdueSeconds: 60 });
			rig.backend.loseRate = 1;
			rig.run(1);
			const first = rig.ask("n1");
			rig.run(1);
			rig.backend.loseRate = 0;
			const second = rig.ask("n1");
			const other = rig.ask("n2");
			rig.run(2);
			expect(rig.answered()).toEqual([other]);
			rig.run(4);
			expect(rig.answered()).toEqual([other, first, second]);
			expect(rig.ways()).toBe("queue local queue");
			expect(rig.given[1]!.at - rig.given[0]!.at).toBeNear(3, 1);
		},
	);
	t.it("asks anew whatever it was waiting for when answers may have been missed", () => {
		const rig = new TalkRig();
		rig.backend.answerSeconds = [4, 4];
		rig.run(1);
		rig.ask("n1", "background");
		rig.run(0.5);
		rig.backend.restart();
		rig.run(2);
		expect(rig.ways()).toBe("direct");
		expect(rig.mind.stats().resets).toBe(1);
	});
	t.it("lets an NPC that has gone say nothing", () => {
		const rig = new TalkRig();
		rig.line.isDown = true;
		rig.ask("gone");
		rig.run(20);
		expect(rig.given[0]!.reply.content).toBe("");
	});
	t.it("tells all that waits in one request, urgent first, and NPCs before anything", () => {
		const rig = new TalkRig();
		rig.register("n1");
		rig.register("n1", "A surly guard.");
		const lines = [rig.say(), rig.say()];
		const background = rig.ask("n1", "background");
		const urgent = rig.ask("n1", "urgent");
		rig.run(3);
		expect(rig.backend.npcs.get("n1")!.persona).toBe("A surly guard.");
		expect(rig.backend.npcs.get("n1")!.serverId).toBe("server-1");
		const [body] = rig.line.bodies<MessagesWire>("/v1/messages");
		expect(body!.serverId).toBe("server-1");
		expect(body!.world).toBe("default");
		expect(body!.messages.map(({ id }) => id)).toEqual([urgent, background]);
		expect(body!.lines!.map(({ id }) => id)).toEqual(lines);
		expect(rig.line.requests("/v1/messages").size()).toBe(1);
	});
	t.it("polls while answers are awaited, and rests otherwise", () => {
		const rig = new TalkRig();
		rig.run(60);
		expect(rig.line.requests("/inbox").size(), "the first learns where events stand").toBe(1);
		for (const _ of $range(1, 3)) rig.say();
		rig.run(10);
		expect(rig.line.requests("/inbox").size()).toBe(1);
		rig.ask("n1");
		rig.run(0.25);
		expect(rig.line.requests("/inbox").size()).toBe(2);
		expect(rig.line.requests("/inbox")[1]!.path).toBe("/v1/servers/server-1/inbox?wait=25&cursor=1%3A0");
		rig.run(60);
		expect(rig.line.requests("/inbox").size()).toBe(2);
	});
	t.it("sends what is unsent at shutdown, and hears no more answers", () => {
		const rig = new TalkRig();
		rig.backend.answerSeconds = [9, 9];
		rig.run(1);
		const asked = rig.ask("n1");
		rig.run(1);
		const line = rig.say();
		let complete: boolean | undefined;
		rig.mind.flush((whole) => (complete = whole), rig.now + 5);
		rig.run(2);
		expect(complete).toBe(true);
		expect(rig.backend.lines.map(({ id }) => id)).toEqual([line]);
		expect([...rig.backend.cancelled]).toEqual([asked]);
		rig.run(20);
		expect(rig.given).toEqual([]);
	});
	t.it("says so where not everything could be sent in the time for it", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.isDown = true;
		rig.say();
		let complete: boolean | undefined;
		rig.mind.flush((whole) => (complete = whole), rig.now + 5);
		rig.run(4.5);
		expect(complete).toBe(undefined);
		rig.run(1);
		expect(complete).toBe(false);
	});
};
