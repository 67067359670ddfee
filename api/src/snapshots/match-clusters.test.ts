import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorldCluster } from "../worlds/world.js";
import { matchClusters } from "./match-clusters.js";

function known(id: string, members: string, formed = 1): WorldCluster {
	return { id, members: [...members], formed, source: "", npcs: members.length, players: 0 };
}

function match(groups: readonly string[], clusters: readonly WorldCluster[]) {
	return matchClusters(
		groups.map((group) => [...group]),
		(member) => clusters.find(({ members }) => members.includes(member)),
	);
}

describe("matchClusters", () => {
	it("[SN13] finds the known cluster that shares most of a group's members", () => {
		expect(match(["abcx"], [known("1", "abc"), known("2", "xyz")])).toEqual(["1"]);
		expect(match(["abcd", "xy"], [known("1", "xyz"), known("2", "abc")])).toEqual(["2", "1"]);
	});

	it("[SN13] lets a cluster go on that grew or shrank", () => {
		expect(match(["abcdef"], [known("1", "ab")])).toEqual(["1"]);
		expect(match(["ab"], [known("1", "abcd")])).toEqual(["1"]);
	});

	it("[SN13] gives the id of a split cluster to its larger part", () => {
		expect(match(["ab", "cde"], [known("1", "abcde")])).toEqual([undefined, "1"]);
	});

	it("[SN13] gives a merged cluster the id of the larger part, else the older, else the lesser id", () => {
		expect(match(["abcde"], [known("1", "ab", 1), known("2", "cde", 9)])).toEqual(["2"]);
		expect(match(["abcd"], [known("1", "ab", 9), known("2", "cd", 1)])).toEqual(["2"]);
		expect(match(["abcd"], [known("2", "ab"), known("1", "cd")])).toEqual(["1"]);
	});

	it("[SN13] takes half of the members for another cluster", () => {
		expect(match(["bc"], [known("1", "ab")])).toEqual([undefined]);
		expect(match(["abxy"], [known("1", "abcd")])).toEqual([undefined]);
	});

	it("[SN13] never gives one id twice, and does not depend on the order of groups", () => {
		const members = fc.shuffledSubarray([..."abcdefghij"], { minLength: 2 });
		const cuts = (from: string[], at: number) =>
			[from.slice(0, at), from.slice(at)].filter(({ length }) => length > 1);
		fc.assert(
			fc.property(
				fc.tuple(members, fc.nat(10)),
				fc.tuple(members, fc.nat(10)),
				([before, first], [after, second]) => {
					const clusters = cuts(before, first).map((part, index) => known(`k${index}`, part.join("")));
					const groups = cuts(after, second).map((part) => part.join(""));
					const ids = match(groups, clusters);
					const given = ids.filter((id) => id !== undefined);
					expect(new Set(given).size).toBe(given.length);
					expect(match([...groups].reverse(), clusters).reverse()).toEqual(ids);
				},
			),
		);
	});
});
