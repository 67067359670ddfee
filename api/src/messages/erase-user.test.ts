import { describe, expect, it } from "vitest";
import { planLines } from "./plan-talk.js";
import type { TalkEntry } from "./talk-entries.js";
import { HEARD_LINES } from "./talk-limits.js";
import { folded, line, npc, player, profile, remembered, testTalks } from "./testing/test-talk.js";

const MAX = player("77", "Max Power");

function spoken(count: number): TalkEntry[] {
	return Array.from({ length: count }, (_, index): TalkEntry => {
		const mine = index % 2 === 0;
		const data = line(`l${index}`, {
			speaker: mine ? MAX : npc("a"),
			content: mine ? `canary-${index} treasure` : `Well, max power, listen: bridge ${index}`,
			at: index,
			heardBy: mine ? ["a", "b"] : [MAX.id, "b"],
			overheardBy: [],
		});
		return { type: "line", data: { ...data, serverId: "s" } };
	});
}

const known: readonly TalkEntry[] = [
	{ type: "npc", data: profile("a") },
	{ type: "npc", data: profile("b") },
	{
		type: "cluster",
		data: { clusterId: "c", members: [npc("a"), npc("b"), MAX], joined: [], left: [], at: 1, worldTick: 3 },
	},
];
const erased: TalkEntry = { type: "erased", data: { userId: MAX.id, at: 500 } };

describe("erasing a user", () => {
	it("[MS8] leaves neither line, word, name nor id of them, in lines and in summaries", () => {
		const before = folded([...known, ...spoken(HEARD_LINES * 3)]);
		expect(JSON.stringify(remembered(before))).toMatch(/canary/);
		const after = folded([erased], before);
		const { erased: tombstones, ...rest } = remembered(after) as { erased: unknown };
		expect(tombstones).toEqual([[MAX.id, 500]]);
		const text = JSON.stringify(rest);
		expect(text).not.toMatch(/canary|max|power|treasure/i);
		expect(text).not.toContain(`"${MAX.id}"`);
		expect(text).toContain("Well, somebody, listen: bridge");
		expect(after.groups.get("c")?.members).toEqual([npc("a"), npc("b")]);
	});

	it("[MS8] takes no late line of them, and takes what they say afterwards", () => {
		const state = folded([erased]);
		const late = line("late", { speaker: MAX, at: 500 });
		const anew = line("anew", { speaker: MAX, at: 501 });
		const others = line("others", { at: 10 });
		expect(planLines(state, [late, anew, others], "s").map(({ data }) => data)).toEqual([
			{ ...anew, serverId: "s" },
			{ ...others, serverId: "s" },
		]);
	});

	it("[MS8] [CB18] leaves nothing of their chatlings, who stand in their place", () => {
		const pip = { ...npc("chatling:77:pip"), name: "Pip" };
		const zoe = npc("chatling:777:zoe");
		const lines = Array.from({ length: HEARD_LINES * 3 }, (_, index): TalkEntry => {
			const speaker = [pip, zoe, npc("a")][index % 3]!;
			const said = line(`p${index}`, {
				speaker,
				content: speaker === pip ? `canary-${index}` : `Is Max Power there? ${index}`,
				at: index,
				heardBy: [pip.id, zoe.id, "a"],
				overheardBy: [pip.id, "b"],
			});
			return { type: "line", data: { ...said, serverId: "s" } };
		});
		const members = [npc("a"), zoe, pip, MAX];
		const before = folded([
			...known,
			{ type: "npc", data: profile(pip.id) },
			{ type: "cluster", data: { clusterId: "c", members, joined: [], left: [], at: 2, worldTick: 4 } },
			...lines,
			{ type: "parted", data: { clusterId: "c", number: 1 } },
			...lines.slice(0, 3),
		]);
		expect(JSON.stringify(remembered(before))).toMatch(/canary/);
		const after = folded([erased], before);
		const { erased: _tombstones, lineIds: _ids, ...rest } = remembered(after) as Record<string, unknown>;
		const text = JSON.stringify(rest);
		expect(text).not.toMatch(/canary|chatling:77:|pip|power/i);
		expect(text).toContain("Is somebody there?");
		expect(after.groups.get("c")?.members).toEqual([npc("a"), zoe]);
		const late = line("late", { speaker: pip, at: 500 });
		const others = line("others", { speaker: zoe, at: 500 });
		expect(planLines(after, [late, others], "s")).toHaveLength(1);
	});

	it("[MS8] leaves a name alone inside of other words", () => {
		const max = player("5", "Ann");
		const said = line("l", { content: "Annual plans, Ann! ann's (ANN)", speaker: npc("a"), heardBy: ["5"] });
		const state = folded([
			{ type: "line", data: { ...line("k", { speaker: max }), serverId: "s" } },
			{ type: "line", data: { ...said, serverId: "s" } },
			{ type: "erased", data: { userId: "5", at: 1 } },
		]);
		expect(state.groups.get("c")?.spoken.lines.map(({ content }) => content)).toEqual([
			"Annual plans, somebody! somebody's (somebody)",
		]);
	});

	it("[MS8] reaches every world, puts each aside, and holds through a restart", async () => {
		const to = testTalks();
		for (const world of ["north", "south"]) {
			await to.talks.write(world, (state) => ({
				entries: [...known, ...planLines(state, [line("l", { speaker: MAX, at: 2_000 })], "s")],
				result: undefined,
			}));
		}
		const topics = await to.talks.eraseUser(MAX.id);
		expect(topics).toEqual([
			{ topic: "talk:north", offset: 5 },
			{ topic: "talk:south", offset: 5 },
		]);
		for (const { topic, offset } of topics) {
			const checkpoint = await to.log.latestCheckpoint(topic);
			expect(checkpoint?.offset).toBe(offset);
			expect(checkpoint?.value).not.toMatch(/Max|words of l/);
			// A clock of a place that is ahead does not save its lines.
			expect(checkpoint?.value).toContain(`["${MAX.id}",2000]`);
			to.log.lose(topic, offset);
		}
		const later = to.restart();
		expect(remembered((await later.talks.open("north")).state)).toEqual(
			remembered((await to.talks.open("north")).state),
		);
		expect(later.reports).toEqual([]);
	});
});
