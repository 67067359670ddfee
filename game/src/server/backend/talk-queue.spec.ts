import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { MessagePriorityWire } from "../../shared/wire";
import { TalkQueue } from "./talk-queue";
import type { QueuedTalk, TalkItem } from "./talk-queue";

const SPEAKER = { id: "7", name: "Robin", type: "player" } as const;

function message(id: string, priority: MessagePriorityWire): TalkItem {
	const context = { members: [], recentMessages: [], relationships: [] };
	const value = {
		id,
		npcId: "n",
		clusterId: "c",
		sender: SPEAKER,
		content: "",
		priority,
		timestamp: 1,
		context,
	};
	return { kind: "message", value };
}
function line(id: string): TalkItem {
	const value = { id, clusterId: "c", speaker: SPEAKER, content: "", at: 1, heardBy: [], overheardBy: [] };
	return { kind: "line", value };
}
function npc(id: string, persona = ""): TalkItem {
	return { kind: "npc", value: { npcId: id, name: id, persona, abilities: [], responseSpeed: 1 } };
}
const cancel = (id: string): TalkItem => ({ kind: "cancel", value: id });

/** `u1` is an urgent message, `l1` a line, `c1`, `b1` other messages, `x1` a cancel, `n1` an NPC. */
function itemOf(id: string): TalkItem {
	const first = id.sub(1, 1);
	if (first === "l") return line(id);
	if (first === "n") return npc(id);
	if (first === "x") return cancel(id);
	return message(id, first === "u" ? "urgent" : first === "c" ? "conversation" : "background");
}
const queued = (id: string, bytes = 10): QueuedTalk => ({ item: itemOf(id), id, bytes });
const ids = (all: readonly QueuedTalk[]) => all.map(({ id }) => id).join(" ");

function filled(names: string, maxTalkWaiting = 100, maxTalkBytes = 1000): TalkQueue {
	const queue = new TalkQueue({ maxTalkWaiting, maxTalkBytes });
	for (const name of names.split(" ")) queue.add(queued(name));
	return queue;
}

export = (t: Suite) => {
	t.it("lets the urgent go first and lines before what can wait, each kind in its order", () => {
		const queue = filled("x1 b1 l1 c1 u1 l2 u2 b2 c2");
		expect(ids(queue.take(100, 1000))).toBe("u1 u2 l1 l2 c1 c2 b1 b2 x1");
		expect(queue.size()).toBe(0);
		expect(queue.bytes()).toBe(0);
	});
	t.it("takes no more than both bounds allow, but always something", () => {
		const queue = filled("l1 l2 l3 l4");
		expect(ids(queue.take(2, 1000))).toBe("l1 l2");
		expect(ids(queue.take(9, 5))).toBe("l3");
		expect(queue.bytes()).toBe(10);
	});
	t.it("tells NPCs by themselves and before anything else", () => {
		const queue = filled("u1 n1 l1 n2");
		expect(ids(queue.take(100, 1000))).toBe("n1 n2");
		expect(ids(queue.take(100, 1000))).toBe("u1 l1");
	});
	t.it("tells an NPC as it is now, once", () => {
		const queue = filled("n1");
		expect(queue.add({ item: npc("n1", "A guard."), id: "n1", bytes: 30 })).toEqual([]);
		expect(queue.bytes()).toBe(30);
		expect(queue.take(9, 1000).map(({ item }) => item)).toEqual([npc("n1", "A guard.")]);
	});
	t.it("gives back what was not taken yet, by kind and id", () => {
		const queue = filled("u1 b1 l1");
		expect(queue.withdraw("message", "b1")?.id).toBe("b1");
		expect(queue.withdraw("message", "b1")).toBe(undefined);
		expect(queue.withdraw("message", "l1")).toBe(undefined);
		expect(ids(queue.take(9, 1000))).toBe("u1 l1");
	});
	t.it("gives up what is missed least, and lines last", () => {
		const queue = filled("l1 u1 c1 b1 x1", 5);
		const gone: string[] = [];
		for (const i of $range(2, 7)) gone.push(ids(queue.add(queued(`l${i}`))));
		expect(gone).toEqual(["x1", "b1", "c1", "u1", "l1", "l2"]);
	});
	t.it("never gives up an NPC, of which there is one of each", () => {
		const queue = filled("n1 n2 n3", 2);
		expect(queue.size()).toBe(3);
		expect(ids(queue.add(queued("l1")))).toBe("l1");
	});
	t.it("knows whether somebody stands waiting", () => {
		expect(filled("l1 b1").hasUrgent()).toBe(false);
		expect(filled("l1 u1").hasUrgent()).toBe(true);
		expect(filled("n1").hasUrgent()).toBe(true);
		expect(new TalkQueue({ maxTalkWaiting: 1, maxTalkBytes: 1 }).hasUrgent()).toBe(false);
	});
	t.it("names the messages that wait", () => {
		expect(filled("l1 c1 u1 x1").messageIds()).toEqual(["u1", "c1"]);
	});
	t.property("stays within its bounds and accounts for everything", 200, (random: SeededRandom) => {
		const maxTalkWaiting = random.integer(1, 12);
		const maxTalkBytes = random.integer(20, 200);
		const queue = new TalkQueue({ maxTalkWaiting, maxTalkBytes });
		const inside = new Map<string, number>();
		const gone = (all: readonly QueuedTalk[]) => {
			for (const { id, bytes } of all) {
				expect(inside.get(id), id).toBe(bytes);
				inside.delete(id);
			}
		};
		for (const i of $range(1, 60)) {
			const id = `${random.pick(["l", "u", "c", "b", "x"])}${i}`;
			const bytes = random.integer(1, 30);
			inside.set(id, bytes);
			gone(queue.add(queued(id, bytes)));
			if (random.chance(0.2)) gone(queue.take(random.integer(1, 5), random.integer(1, 90)));
			let total = 0;
			for (const [, size] of inside) total += size;
			expect(queue.bytes()).toBe(total);
			expect(queue.size()).toBe(inside.size());
			expect(queue.size()).toBeAtMost(maxTalkWaiting);
			expect(queue.bytes()).toBeAtMost(maxTalkBytes);
		}
	});
};
