import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { TalkRig } from "../../../test/backend/talk-rig";
import type { MessagesWire } from "../../shared/wire";

/** Ids that the backend was told nobody waits for, as often as it was told. */
function toldCancelled(rig: TalkRig): string[] {
	const ids: string[] = [];
	for (const { cancelled = [] } of rig.line.bodies<MessagesWire>("/v1/messages")) {
		for (const id of cancelled) ids.push(id);
	}
	return ids;
}

export = (t: Suite) => {
	t.it("counts an answer that comes again while it still waits for its turn", () => {
		const rig = new TalkRig(undefined, { urgentOverdueSeconds: 60, orderWaitSeconds: 5 });
		rig.run(1);
		rig.backend.loseRate = 1;
		rig.ask("n1");
		rig.run(1);
		rig.backend.loseRate = 0;
		rig.backend.repeatRate = 1;
		rig.ask("n1");
		rig.run(4);
		expect(rig.given).toEqual([]);
		expect(rig.mind.stats().duplicates).toBe(1);
		rig.run(10);
		expect(rig.ways()).toBe("local queue");
	});
	t.it("does not give out what was cancelled as another reply was heard", () => {
		const rig = new TalkRig();
		rig.backend.answerSeconds = [1, 1];
		rig.run(1);
		const heard: string[] = [];
		const ask = (id: string, npcId: string, onReply: () => void) =>
			rig.mind.ask(
				{
					id,
					npcId,
					clusterId: "c",
					sender: { id: "7", name: "Robin", type: "player" },
					content: "Hello",
					priority: "urgent",
					timestamp: 1,
					context: { members: [], recentMessages: [], relationships: [] },
				},
				onReply,
			);
		ask("a", "n1", () => {
			heard.push("a");
			rig.mind.cancel("b");
			ask("d", "n1", () => heard.push("d"));
		});
		ask("b", "n2", () => heard.push("b"));
		ask("c", "n3", () => heard.push("c"));
		rig.run(10);
		expect(heard).toEqual(["a", "c", "d"]);
		expect(rig.mind.stats().awaited).toBe(0);
	});
	t.it("tells once that nobody waits, though the direct call fails after it", () => {
		const rig = new TalkRig();
		rig.backend.loseRate = 1;
		rig.run(1);
		const id = rig.ask("n1");
		rig.run(2.5);
		rig.line.faultRate = 1;
		rig.line.faults = ["lostBefore"];
		rig.run(1.5);
		expect(rig.mind.stats().directCalls).toBe(1);
		rig.line.faultRate = 0;
		rig.mind.cancel(id);
		rig.run(20);
		expect(toldCancelled(rig)).toEqual([id]);
		expect(rig.given).toEqual([]);
		expect(rig.mind.stats().localReplies).toBe(0);
	});
	t.it("does not take back what the backend never heard of", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.faultRate = 1;
		rig.line.faults = ["lostBefore"];
		rig.say();
		rig.run(1);
		rig.ask("n1");
		rig.run(12);
		expect(rig.ways()).toBe("local");
		rig.line.faultRate = 0;
		rig.run(60);
		expect(toldCancelled(rig)).toEqual([]);
		expect(rig.backend.messages.isEmpty()).toBe(true);
	});
	t.it("does not let questions wait behind a request that fails", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.faultRate = 1;
		rig.line.faults = ["lostBefore"];
		rig.say();
		rig.run(1);
		rig.line.faultRate = 0;
		const id = rig.ask("n1", "background");
		rig.run(12);
		expect(rig.ways()).toBe("direct");
		expect(rig.given[0]!.at - rig.askedAt.get(id)!).toBeAtMost(10);
		expect(rig.backend.messages.has(id), "it is asked by one way alone").toBe(false);
	});
	t.it("does not let a question of a busy backend wait for ever", () => {
		const rig = new TalkRig();
		rig.run(1);
		rig.line.faultRate = 1;
		rig.line.faults = ["http429"];
		for (const npcId of ["n1", "n2", "n3"]) rig.ask(npcId);
		rig.run(12);
		expect(rig.ways()).toBe("local local local");
	});
};
