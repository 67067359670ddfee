import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CanonicalSnapshot } from "./canonical.js";
import { canonical, payload, person } from "./test-payloads.js";

const pair = (first: string, second: string, more: object = {}) => ({
	members: [first, second],
	npcs: 2,
	players: 0,
	...more,
});

/** Clusters as the keys of their members. */
function keysIn({ clusters }: CanonicalSnapshot): string[][] {
	return clusters.map(({ members }) => members.map(({ key }) => key));
}

describe("members", () => {
	it("[SN11] are also those whom only a group or cluster names", () => {
		const body = payload({
			clusters: [{ id: "c", ...pair("C", "D") }],
			humanContext: { A: { currentGroups: pair("A", "B") } },
		});
		expect([...canonical(body).members.keys()]).toEqual(["A", "C", "D", "B"]);
		expect(canonical(body).members.get("B")).toEqual({
			place: 3,
			key: "B",
			whole: true,
			assumedType: "npc",
		});
	});

	it("[SN11] are players where their group counts no NPC, else NPCs", () => {
		const typeIn = (npcs: number, players: number) =>
			canonical(payload({ clusters: [{ members: ["A", "B"], npcs, players }] })).members.get("A")
				?.assumedType;
		expect([typeIn(0, 2), typeIn(2, 0), typeIn(1, 1), typeIn(0, 0)]).toEqual(["player", "npc", "npc", "npc"]);
	});

	it("[SN5] keep the fields of their contexts that nobody knows", () => {
		const humanContext = { A: { ...person(1), needs: { hunger: 0.5 }, tags: ["x"] } };
		expect(canonical(payload({ humanContext })).members.get("A")?.extra).toEqual({
			needs: { hunger: 0.5 },
			tags: ["x"],
		});
		expect(canonical(payload({ humanContext: { A: person(1) } })).members.get("A")?.extra).toBeUndefined();
	});
});

describe("clusters", () => {
	it("[SN12] are also groups that only contexts tell of", () => {
		const group = pair("A", "B", { formed: 7, updated: 8 });
		const said = canonical(
			payload({ humanContext: { A: { currentGroups: group }, B: { currentGroups: group } } }),
		);
		expect(said.clusters).toEqual([
			{ whole: false, members: [...said.members.values()], npcs: 2, players: 0, formed: 7 },
		]);
		expect(keysIn(said)).toEqual([["A", "B"]]);
	});

	it("[SN12] that are declared stand for the groups of their members", () => {
		const body = payload({
			clusters: [{ id: "c", ...pair("A", "B") }],
			humanContext: { A: { currentGroups: pair("A", "X") }, B: { currentGroups: pair("B", "A") } },
		});
		expect(keysIn(canonical(body))).toEqual([["A", "B"]]);
	});

	it("[SN12] that only contexts tell of are found beside declared ones and removed members", () => {
		const body = payload({
			kind: "delta",
			clusters: [{ id: "c", ...pair("A", "B") }],
			humanContext: { C: { currentGroups: pair("C", "D") } },
			removed: { members: ["X", "Y"] },
		});
		expect(keysIn(canonical(body))).toEqual([
			["A", "B"],
			["C", "D"],
		]);
	});

	it("[SN12] of contexts that disagree are as the newest tells", () => {
		const humanContext = {
			A: { currentGroups: pair("A", "B", { updated: 1 }) },
			C: { currentGroups: pair("C", "B", { updated: 2 }) },
		};
		expect(keysIn(canonical(payload({ humanContext })))).toEqual([["C", "B"]]);
	});

	it("[SN12] with fewer than two members are none", () => {
		const clusters = [
			{ id: "one", members: ["A"], npcs: 1, players: 0 },
			{ id: "twice", members: ["B", "B"], npcs: 2, players: 0 },
			{ id: "none", members: [], npcs: 0, players: 0 },
		];
		const full = canonical(payload({ clusters }));
		expect(full.clusters).toEqual([]);
		expect(full.ignored.map(({ path }) => path)).toEqual(["clusters[0]", "clusters[1]", "clusters[2]"]);
		expect([...full.members.keys()]).toEqual(["A", "B"]);
		expect(canonical(payload({ kind: "delta", clusters })).removedClusters).toEqual(["one", "twice", "none"]);
	});

	it("[SN12] never share a member, whatever a payload says", () => {
		const key = fc.constantFrom("A", "B", "C", "D", "E", "F");
		const group = fc.array(key, { maxLength: 5 });
		const body = fc.record({
			clusters: fc.array(group, { maxLength: 4 }),
			groups: fc.dictionary(key, group),
			gone: fc.array(key, { maxLength: 2 }),
		});
		fc.assert(
			fc.property(body, ({ clusters, groups, gone }) => {
				const counted = (members: string[]) => ({ members, npcs: members.length, players: 0 });
				const humanContext = Object.fromEntries(
					Object.entries(groups).map(([member, members]) => [member, { currentGroups: counted(members) }]),
				);
				const said = canonical(
					payload({
						kind: "delta",
						clusters: clusters.map(counted),
						humanContext,
						removed: { members: gone },
					}),
				);
				const standing = keysIn(said).flat();
				expect(new Set(standing).size).toBe(standing.length);
				for (const { members } of said.clusters) expect(members.length).toBeGreaterThanOrEqual(2);
				for (const member of standing) expect(said.members.has(member)).toBe(true);
				for (const member of said.removedMembers) expect(said.members.has(member)).toBe(false);
			}),
		);
	});
});

describe("kinds", () => {
	it("[SN14] a full snapshot cannot take anything back that it does not say", () => {
		const body = payload({ removed: { members: ["A"] }, humanContext: { B: { cleared: ["mood"] } } });
		const full = canonical(body);
		expect(full.removedMembers).toEqual([]);
		expect(full.ignored.map(({ path }) => path)).toEqual(["removed", "humanContext.B.cleared"]);
		const delta = canonical({ ...body, kind: "delta" });
		expect(delta.removedMembers).toEqual(["A"]);
		expect(delta.ignored).toEqual([]);
	});

	it("[SN14] a delta says who is alone now", () => {
		const humanContext = {
			A: { cleared: ["currentGroups"] },
			B: { currentGroups: { members: ["B"], npcs: 1, players: 0 } },
			C: { currentGroups: pair("C", "D") },
			E: {},
		};
		expect(canonical(payload({ kind: "delta", humanContext })).alone.map(({ key }) => key)).toEqual([
			"A",
			"B",
		]);
	});

	it("[SN14] whoever is removed and told of in one payload is there", () => {
		const body = payload({ kind: "delta", removed: { members: ["A", "B"] }, humanContext: { A: person(1) } });
		expect(canonical(body).removedMembers).toEqual(["B"]);
	});

	it("[SN1] carries the sender, its place, and what else was left out", () => {
		const body = { ...payload({ serverId: "s", epoch: "a", seq: 4 }), weather: "rain" };
		expect(canonical(body)).toMatchObject({
			source: "s",
			place: { serverId: "s", epoch: "a", seq: 4 },
			kind: "full",
			ignored: [{ path: "weather" }],
		});
		expect(canonical(payload()).source).toBe("");
		expect(canonical(payload()).place).toBeUndefined();
	});
});
