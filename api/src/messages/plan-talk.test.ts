import { describe, expect, it } from "vitest";
import { planClaims, planLines, planNpcs } from "./plan-talk.js";
import { claim, folded, line, message, npc, player, profile } from "./testing/test-talk.js";

const enhanced = (...claims: ReturnType<typeof claim>[]) =>
	claims.map((cluster, at) => message(`m${at}`, { context: { ...message("m").context, cluster } }));

describe("what is new of what a place tells", () => {
	it("[MS11] of lines are those with an id that is not known", () => {
		const state = folded(planLines(folded([]), [line("a")], "s"));
		const plan = planLines(state, [line("a"), line("b"), line("b", { content: "another" })], "s");
		expect(plan).toEqual([{ type: "line", data: { ...line("b"), serverId: "s" } }]);
	});

	it("[MS17] of claims is the newest of each cluster, with who came and who left", () => {
		const state = folded([
			{
				type: "cluster",
				data: { clusterId: "c", members: [npc("a"), npc("b")], joined: [], left: [], at: 10 },
			},
		]);
		const plan = planClaims(
			state,
			enhanced(
				claim([npc("a")], 12),
				claim([npc("a"), player("1")], 14),
				claim([npc("x")], 13),
				claim([npc("z")], 5, "other"),
			),
		);
		expect(plan).toEqual([
			{
				type: "cluster",
				data: { clusterId: "c", members: [npc("a"), player("1")], joined: ["1"], left: ["b"], at: 14 },
			},
			{ type: "cluster", data: { clusterId: "other", members: [npc("z")], joined: ["z"], left: [], at: 5 } },
		]);
	});

	it("[MS17] of claims is nothing where they are not newer, or say what is known", () => {
		const state = folded([
			{
				type: "cluster",
				data: { clusterId: "c", members: [npc("a"), npc("b")], joined: [], left: [], at: 10 },
			},
		]);
		expect(planClaims(state, enhanced(claim([npc("x")], 10)))).toEqual([]);
		expect(planClaims(state, enhanced(claim([npc("b"), npc("a")], 99)))).toEqual([]);
		expect(planClaims(state, [message("m")])).toEqual([]);
	});

	it("[MS27] of NPCs is what differs from what was registered", () => {
		const state = folded([{ type: "npc", data: profile("a") }]);
		const changed = profile("a", { abilities: ["move"] });
		expect(planNpcs(state, [profile("a"), changed, profile("b")])).toEqual([
			{ type: "npc", data: changed },
			{ type: "npc", data: profile("b") },
		]);
	});
});
