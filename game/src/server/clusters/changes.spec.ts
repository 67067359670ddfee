import { replay } from "../../../bench/clusters/replay";
import { upheavalOf } from "../../../bench/clusters/upheavals";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { differences } from "./changes";
import type { Cluster, ClusterChange } from "./cluster";
import { identify } from "./identity";
import { neverPause } from "./slicing";

/** The changes from clusters to groups, both written as letters; new ids are n0, n1, … by group. */
function changesOf(before: Record<string, string>, groups: readonly string[]): ClusterChange[] {
	const clusters: Cluster[] = [];
	for (const [id, members] of pairs(before))
		clusters.push({ id, members: members.split(""), formed: 1, updated: 1 });
	clusters.sort((a, b) => a.id < b.id);
	const upheaval = upheavalOf(
		clusters,
		groups.map((group) => group.split("")),
	);
	const identities = identify(upheaval, neverPause);
	const after = upheaval.groups.map((members, g): Cluster => {
		const same = clusters[identities.keptBy[g]!];
		return { id: same?.id ?? `n${g}`, members, formed: same?.formed ?? 2, updated: 2 };
	});
	const changes = differences({ ...upheaval, identities, after }, neverPause);
	const replayed = replay(new Map(clusters.map((cluster) => [cluster.id, cluster])), changes, 2);
	expect(replayed, "replayed").toEqual(new Map(after.map((cluster) => [cluster.id, cluster])));
	return changes;
}

export = (t: Suite) => {
	t.it("tells of a group of nobody known that it formed", () => {
		expect(changesOf({}, ["ab"])).toEqual([{ kind: "formed", clusterId: "n0", members: ["a", "b"] }]);
	});

	t.it("tells who joined and who left, the leavers first", () => {
		expect(changesOf({ p: "abcd" }, ["acxy"])).toEqual([
			{ kind: "left", clusterId: "p", memberId: "b" },
			{ kind: "left", clusterId: "p", memberId: "d" },
			{ kind: "joined", clusterId: "p", memberId: "x" },
			{ kind: "joined", clusterId: "p", memberId: "y" },
		]);
	});

	t.it("tells of one who changed clusters that they left and joined", () => {
		expect(changesOf({ p: "abc", q: "xyz" }, ["ab", "cxyz"])).toEqual([
			{ kind: "left", clusterId: "p", memberId: "c" },
			{ kind: "joined", clusterId: "q", memberId: "c" },
		]);
	});

	t.it("tells of a cluster of which no two are together that it dissolved", () => {
		expect(changesOf({ p: "ab" }, [])).toEqual([{ kind: "dissolved", clusterId: "p", members: ["a", "b"] }]);
		expect(changesOf({ p: "ab", q: "xy" }, ["axy"])).toEqual([
			{ kind: "dissolved", clusterId: "p", members: ["a", "b"] },
			{ kind: "joined", clusterId: "q", memberId: "a" },
		]);
	});

	t.it("tells of a whole cluster that it merged into the older, and who was lost on the way", () => {
		expect(changesOf({ p: "abc", q: "wxyz" }, ["abcwxy"])).toEqual([
			{ kind: "left", clusterId: "q", memberId: "z" },
			{ kind: "merged", clusterId: "p", from: "q", members: ["w", "x", "y"] },
		]);
	});

	t.it("tells of those who went off together that they split", () => {
		expect(changesOf({ p: "abcde" }, ["abc", "de"])).toEqual([
			{ kind: "split", clusterId: "n1", from: "p", members: ["d", "e"] },
		]);
	});

	t.it("tells of newcomers to a split that they joined it", () => {
		expect(changesOf({ p: "abcde" }, ["abc", "dexy"])).toEqual([
			{ kind: "split", clusterId: "n1", from: "p", members: ["d", "e"] },
			{ kind: "joined", clusterId: "n1", memberId: "x" },
			{ kind: "joined", clusterId: "n1", memberId: "y" },
		]);
	});

	t.it("tells of a split and a merger of one cluster in one tick", () => {
		expect(changesOf({ p: "abc", q: "uvwxyz" }, ["abcuvw", "xyz"])).toEqual([
			{ kind: "split", clusterId: "n1", from: "q", members: ["x", "y", "z"] },
			{ kind: "merged", clusterId: "p", from: "q", members: ["u", "v", "w"] },
		]);
	});

	t.it("tells of single ones from many clusters that a new one formed, after they are out of the old", () => {
		expect(changesOf({ p: "abc", q: "xyz" }, ["ab", "cz", "xy"])).toEqual([
			{ kind: "left", clusterId: "p", memberId: "c" },
			{ kind: "left", clusterId: "q", memberId: "z" },
			{ kind: "formed", clusterId: "n1", members: ["c", "z"] },
		]);
	});

	t.property("replays whatever is shaken into whatever else", 800, (random) => {
		const letters = random.shuffled("abcdefghijklmnopqrstuvwxyz".split(""));
		const before: Record<string, string> = {};
		const lists = new Map<number, string[]>();
		let given = 0;
		for (const c of $range(1, random.integer(0, 5))) {
			const members: string[] = [];
			for (const _ of $range(1, random.integer(2, 5))) members.push(letters[given++]!);
			before[`c${c}`] = members.sort().join("");
		}
		const groupCount = random.integer(1, 6);
		for (const letter of letters) {
			const group = random.integer(0, groupCount);
			if (lists.has(group)) lists.get(group)!.push(letter);
			else lists.set(group, [letter]);
		}
		const groups: string[] = [];
		const unchanged = new Set<string>();
		for (const [, members] of pairs(before)) unchanged.add(members);
		for (const [group, members] of lists) {
			const text = members.sort().join("");
			if (group > 0 && members.size() > 1 && !unchanged.has(text)) groups.push(text);
		}
		changesOf(before, groups.sort());
	});
};
