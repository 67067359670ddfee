import { describe, expect, it } from "vitest";
import type { GameReport } from "./game-report.js";
import { type ApiMember, compareClusters, compareMembers } from "./world-check.js";

const START = 1000;
const SECONDS = 30;
const being = { id: "npc-1", name: "Ada", type: "npc" as const, x: 1, y: 2, z: 3 };
const member: ApiMember = {
	id: "npc-1",
	name: "Ada",
	type: "npc",
	position: { x: 1, y: 2, z: 3 },
	location: "Market",
	lastSeen: START + SECONDS,
};
const game = {
	members: { Ada: { id: "npc-1" }, Bo: { id: "npc-2" } },
	clusters: { c1: { members: ["Ada", "Bo"], npcs: 2, players: 0 } },
} as unknown as GameReport;

const check = (members: readonly ApiMember[]) =>
	compareMembers({ beings: [being], beingsAt: SECONDS, unixStart: START }, members);

describe("the backend's members against the place", () => {
	it("finds nothing where they agree, to the threshold", () => {
		expect(check([member])).toEqual([]);
		expect(check([{ ...member, position: { x: 1.1, y: 2, z: 3 } }])).toEqual([]);
	});

	it.each([
		["somebody unknown", []],
		["somebody who is not there", [member, { ...member, id: "ghost" }]],
		["a position too far off", [{ ...member, position: { x: 1.2, y: 2, z: 3 } }]],
		["another name", [{ ...member, name: "Bo" }]],
		["another type", [{ ...member, type: "player" }]],
		["an old look", [{ ...member, lastSeen: START + SECONDS - 5 }]],
	])("finds %s", (_, members) => {
		expect(check(members)).toHaveLength(1);
	});

	it("finds a member without a position", () => {
		const { position: _, ...placeless } = member;
		expect(check([placeless])).toEqual(["npc-1 has no position"]);
	});
});

describe("the backend's clusters against the place", () => {
	it("compares by id of cluster and of member, whatever the order", () => {
		expect(compareClusters(game, [{ id: "c1", members: ["npc-2", "npc-1"] }])).toEqual([]);
	});

	it("finds missing, other and further clusters", () => {
		expect(compareClusters(game, [])).toHaveLength(1);
		expect(compareClusters(game, [{ id: "c1", members: ["npc-1"] }])).toHaveLength(1);
		expect(
			compareClusters(game, [
				{ id: "c1", members: ["npc-1", "npc-2"] },
				{ id: "c2", members: [] },
			]),
		).toHaveLength(1);
	});
});
