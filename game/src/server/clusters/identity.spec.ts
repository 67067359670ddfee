import { upheavalOf } from "../../../bench/clusters/upheavals";
import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { Cluster } from "./cluster";
import { identify } from "./identity";
import { neverPause } from "./slicing";
import { NONE } from "./upheaval";

function cluster(id: string, members: string, formed = 1): Cluster {
	return { id, members: members.split(""), formed, updated: formed };
}

/** Which id each group keeps ("" for none), with members written as letters. */
function keptIds(before: readonly Cluster[], groups: readonly string[]): string[] {
	const upheaval = upheavalOf(
		before,
		groups.map((group) => group.split("")),
	);
	return identify(upheaval, neverPause).keptBy.map((c) => before[c]?.id ?? "");
}

interface RandomUpheaval {
	readonly before: Cluster[];
	readonly groups: string[][];
}

/** Entities of some clusters, shaken into groups: mostly along with each other, now and then on their own. */
function randomUpheaval(random: SeededRandom): RandomUpheaval {
	const before: Cluster[] = [];
	const groups = new Map<number, string[]>();
	const groupCount = random.integer(1, 5);
	for (const c of $range(1, random.integer(0, 5))) {
		const members: string[] = [];
		const together = random.integer(1, groupCount);
		for (const m of $range(1, random.integer(2, 8))) {
			const member = `${random.integer(0, 9)}-${c}-${m}`;
			members.push(member);
			const group = random.chance(0.6) ? together : random.integer(0, groupCount);
			if (groups.has(group)) groups.get(group)!.push(member);
			else groups.set(group, [member]);
		}
		before.push({ id: `c${c}`, members: members.sort(), formed: random.integer(1, 3), updated: 3 });
	}
	const lists: string[][] = [];
	// Group 0 are those who are alone now.
	for (const [group, members] of groups) if (group > 0 && members.size() > 1) lists.push(members.sort());
	return { before, groups: lists.sort((a, b) => a[0]! < b[0]!) };
}

export = (t: Suite) => {
	t.it("keeps an id with the larger part", () => {
		expect(keptIds([cluster("p", "abcde")], ["abc", "de"])).toEqual(["p", ""]);
		expect(keptIds([cluster("p", "abcde")], ["ab", "cde"])).toEqual(["", "p"]);
		expect(keptIds([cluster("p", "abcdefg")], ["ab", "cde", "fg"])).toEqual(["", "p", ""]);
	});

	t.it("keeps it, of equal halves, with the one that has the smallest member", () => {
		expect(keptIds([cluster("p", "abcd")], ["ad", "bc"])).toEqual(["p", ""]);
		expect(keptIds([cluster("p", "abcd")], ["bc", "ad"])).toEqual(["", "p"]);
	});

	t.it("keeps it through any number who come and go", () => {
		expect(keptIds([cluster("p", "abcdefgh")], ["abxyz"])).toEqual(["p"]);
	});

	t.it("does not take one who went elsewhere alone for the cluster", () => {
		expect(keptIds([cluster("p", "ab"), cluster("q", "cde", 2)], ["acde"])).toEqual(["q"]);
		expect(keptIds([cluster("p", "ab")], ["ax"])).toEqual([""]);
	});

	t.it("keeps the older id in a merger, and of equally old the smaller", () => {
		expect(keptIds([cluster("p", "ab", 5), cluster("q", "cd", 4)], ["abcd"])).toEqual(["q"]);
		expect(keptIds([cluster("q", "ab", 4), cluster("p", "cd", 4)], ["abcd"])).toEqual(["p"]);
		expect(keptIds([cluster("p", "ab", 9), cluster("q", "cdefgh", 4)], ["abcdefgh"])).toEqual(["q"]);
	});

	t.it("does not let a small remnant of an older cluster take over a whole one", () => {
		expect(keptIds([cluster("p", "abcdef", 1), cluster("q", "wxyz", 2)], ["abwxyz"])).toEqual(["q"]);
		// Half of it is enough to be the cluster.
		expect(keptIds([cluster("p", "abcd", 1), cluster("q", "wxyz", 2)], ["abwxyz"])).toEqual(["p"]);
	});

	t.it("does a split and a merger at once", () => {
		const before = [cluster("p", "abcdef", 1), cluster("q", "uvw", 2)];
		expect(keptIds(before, ["abuvw", "cdef"])).toEqual(["q", "p"]);
		expect(keptIds(before, ["abcduvw", "ef"])).toEqual(["p", ""]);
	});

	t.it("says where a new group split from", () => {
		const origin = (before: Cluster[], groups: string[][]) =>
			identify(upheavalOf(before, groups), neverPause);
		const { originOf } = origin(
			[cluster("p", "abcde"), cluster("q", "uvwxyz")],
			[
				["a", "b", "c"],
				["d", "e", "w", "x", "y"],
				["u", "v", "z"],
			],
		);
		// Two of p and three of q went together; q's own id went with u, its smallest.
		expect(originOf).toEqual([NONE, 1, NONE]);
	});

	t.property("gives each id to one group at most, that has most of the cluster's members", 800, (random) => {
		const { before, groups } = randomUpheaval(random);
		const { keptBy, heirOf, originOf } = identify(upheavalOf(before, groups), neverPause);
		const holders = new Set<number>();
		keptBy.forEach((c, g) => {
			if (c === NONE) return;
			expect(holders.has(c), "kept once").toBe(false);
			holders.add(c);
			expect(heirOf[c]).toBe(g);
			expect(originOf[g]).toBe(NONE);
		});
		heirOf.forEach((heir, c) => {
			const shares = groups.map((group) => group.filter((member) => before[c]!.members.includes(member)));
			const most = shares[heir]?.size() ?? 1;
			expect(heir === NONE || most >= 2, "two at least").toBe(true);
			for (const share of shares) {
				expect(share.size()).toBeAtMost(most);
				if (share.size() === most && most > 1) expect(shares[heir]![0]! <= share[0]!, "smallest").toBe(true);
			}
			if (heir !== NONE) expect(keptBy[heir] !== NONE, "kept by someone").toBe(true);
		});
	});

	t.property(
		"lets a cluster that keeps most of its members lose its id only to an older one",
		800,
		(random) => {
			const { before, groups } = randomUpheaval(random);
			const { keptBy } = identify(upheavalOf(before, groups), neverPause);
			before.forEach((cluster_, c) => {
				groups.forEach((group, g) => {
					const share = group.filter((member) => cluster_.members.includes(member)).size();
					if (share >= 2 && share * 2 > cluster_.members.size()) {
						const keeper = before[keptBy[g]!]!;
						const isOlder = keeper.formed < cluster_.formed;
						const isSmaller = keeper.formed === cluster_.formed && keeper.id < cluster_.id;
						expect(keptBy[g] === c || isOlder || isSmaller).toBe(true);
					}
				});
			});
		},
	);
};
