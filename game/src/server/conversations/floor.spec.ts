import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createFloor } from "./floor";
import type { Asked, Floor, FloorAct } from "./floor-port";
import type { Reply } from "./mind-port";

const CONFIG = { aggregationSeconds: 5, speakSecondsPerCharacter: 0.1, maxSpeakSeconds: 6 };
const TEN = "0123456789";

const ask = (id: string, options: Partial<Asked> = {}): Asked => ({
	messageId: id,
	npcId: `npc-${id}`,
	closeness: 0,
	concern: 0,
	responseSpeed: 1,
	...options,
});
const answer = (id: string, options: Partial<Reply> = {}): Reply => ({
	messageId: id,
	npcId: `npc-${id}`,
	clusterId: "c",
	content: TEN,
	priority: "normal",
	action: "none",
	generatedBy: "scripted",
	byModel: false,
	via: "queue",
	...options,
});

function show(act: FloorAct): string {
	if (act.kind === "typing") return `${act.isTyping ? "+" : "-"}${act.npcId}`;
	if (act.kind === "say") return `say ${act.reply.messageId}`;
	if (act.kind === "forgone") return `forgone ${act.messageIds.join(" ")}`;
	return `over ${act.spoken}`;
}

const acts = (floor: Floor, now: number) => floor.step(now).map(show).sort().join(", ");

/** A floor on which these were asked at 0, and are seen typing. */
function asked(...all: readonly Asked[]): Floor {
	const floor = createFloor(CONFIG);
	floor.collect(all, 0);
	floor.step(0);
	return floor;
}

export = (t: Suite) => {
	t.it("shows typing while asked, collects, and lets one after the other be heard", () => {
		const floor = createFloor(CONFIG);
		floor.collect([ask("a"), ask("b"), ask("c")], 0);
		expect(acts(floor, 0)).toBe("+npc-a, +npc-b, +npc-c");
		floor.reply(answer("b"), 1);
		floor.reply(answer("a", { priority: "high" }), 2);
		expect(acts(floor, 4.9)).toBe("");
		expect(acts(floor, 5)).toBe("-npc-a, say a");
		expect(acts(floor, 5.9)).toBe("");
		expect(acts(floor, 6)).toBe("-npc-b, say b");
		expect(floor.isQuiet()).toBe(false);
		floor.reply(answer("c"), 20);
		expect(acts(floor, 20), "late, and shown all the same").toBe("-npc-c, over 3, say c");
		expect(floor.isQuiet()).toBe(true);
	});
	t.it("begins as soon as everybody has answered", () => {
		const floor = asked(ask("a"), ask("b"));
		floor.reply(answer("a"), 1);
		floor.reply(answer("b"), 1);
		expect(acts(floor, 1)).toBe("-npc-a, say a");
	});
	t.it("waits for a line to have been said: by its characters and its speaker's speed, capped", () => {
		const pauseAfter = (content: string, responseSpeed: number) => {
			const floor = asked(ask("a", { responseSpeed }), ask("b"));
			floor.reply(answer("a", { content, priority: "high" }), 0);
			floor.reply(answer("b"), 0);
			expect(acts(floor, 0)).toBe("-npc-a, say a");
			for (const tenths of $range(1, 100)) if (!floor.step(tenths / 10).isEmpty()) return tenths / 10;
			return math.huge;
		};
		expect(pauseAfter(TEN, 1)).toBe(1);
		expect(pauseAfter(TEN, 2)).toBe(0.5);
		expect(pauseAfter(TEN, 0.5)).toBe(2);
		expect(pauseAfter("ünïcödé ☃☃", 1)).toBe(1);
		expect(pauseAfter("\xff\xff\xff\xff", 1), "no UTF-8").toBe(0.4);
		expect(pauseAfter(TEN.rep(20), 1)).toBe(6);
	});
	t.it("shows an immediate answer at once and alone, and says which are needless now", () => {
		const floor = asked(ask("a"), ask("b"), ask("c"));
		floor.reply(answer("a", { priority: "high" }), 1);
		floor.reply(answer("b", { priority: "immediate" }), 1);
		expect(acts(floor, 1)).toBe("-npc-a, -npc-b, -npc-c, forgone c, over 1, say b");
		floor.reply(answer("c"), 2);
		expect(acts(floor, 60)).toBe("");
		expect(floor.isQuiet()).toBe(true);
	});
	t.it("lets nobody speak over a line, be it ever so immediate", () => {
		const floor = asked(ask("a"));
		floor.reply(answer("a"), 0);
		expect(acts(floor, 0)).toBe("-npc-a, over 1, say a");
		floor.collect([ask("b")], 0.1);
		floor.step(0.1);
		floor.reply(answer("b", { priority: "immediate" }), 0.2);
		expect(acts(floor, 0.9)).toBe("");
		expect(acts(floor, 1)).toBe("-npc-b, over 1, say b");
	});
	t.it("lets nobody be heard who was not seen typing first", () => {
		const floor = createFloor(CONFIG);
		floor.collect([ask("a")], 0);
		floor.reply(answer("a"), 0);
		expect(acts(floor, 0)).toBe("+npc-a");
		expect(acts(floor, 0.1)).toBe("-npc-a, over 1, say a");
	});
	t.it("takes an empty reply for nothing to say", () => {
		const floor = asked(ask("a"), ask("b"));
		floor.reply(answer("a", { content: "" }), 1);
		expect(acts(floor, 1)).toBe("-npc-a");
		floor.reply(answer("b", { content: "" }), 2);
		expect(acts(floor, 2)).toBe("-npc-b, over 0");
	});
	t.it("ends a round in which nobody was asked", () => {
		const floor = createFloor(CONFIG);
		floor.collect([], 0);
		expect(acts(floor, 0)).toBe("over 0");
	});
	t.it("shows a later round after the earlier one, which holds it up only while it collects", () => {
		const floor = asked(ask("a"), ask("b"));
		floor.reply(answer("a"), 1);
		floor.collect([ask("x", { npcId: "npc-a" })], 2);
		floor.reply(answer("x", { npcId: "npc-a", priority: "high" }), 3);
		expect(acts(floor, 4)).toBe("");
		expect(acts(floor, 5), "still typing, for the other round").toBe("say a");
		expect(acts(floor, 6), "b is awaited").toBe("-npc-a, over 1, say x");
		floor.reply(answer("b"), 6);
		expect(acts(floor, 7)).toBe("-npc-b, over 2, say b");
	});
	t.it("gives everything up for a player, and stays silent about it", () => {
		const floor = asked(ask("a"), ask("b"), ask("c"));
		floor.collect([ask("d")], 0);
		floor.reply(answer("a"), 1);
		expect(floor.preempt()).toEqual({ awaited: ["b", "c", "d"], dropped: 1 });
		expect(floor.isQuiet(), "somebody is still seen typing").toBe(false);
		expect(acts(floor, 1)).toBe("-npc-a, -npc-b, -npc-c");
		floor.reply(answer("b"), 2);
		expect(acts(floor, 60)).toBe("");
		expect(floor.isQuiet()).toBe(true);
		expect(floor.preempt()).toEqual({ awaited: [], dropped: 0 });
	});
	t.it("gives up what an NPC that has gone would have said", () => {
		const floor = asked(ask("a"), ask("b"), ask("x", { npcId: "npc-a" }));
		floor.reply(answer("a"), 1);
		expect(floor.forget("npc-a")).toEqual(["x"]);
		expect(acts(floor, 1)).toBe("-npc-a");
		floor.reply(answer("b"), 2);
		expect(acts(floor, 2)).toBe("-npc-b, over 1, say b");
	});
	t.it("hears a reply once, and only one that was asked for", () => {
		const floor = asked(ask("a"));
		floor.reply(answer("a"), 1);
		floor.reply(answer("a", { content: "again" }), 1);
		floor.reply(answer("nobody"), 1);
		const said = floor.step(1).filter((act) => act.kind === "say");
		expect(said).toEqual([{ kind: "say", reply: answer("a") }]);
		expect(acts(floor, 60)).toBe("");
	});
};
