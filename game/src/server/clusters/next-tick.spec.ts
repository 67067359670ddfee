import type { Spot } from "../../../bench/clusters/scenes";
import { emptyScene, frameOf, linkFrame } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Cluster, ClusterTick } from "./cluster";
import type { Past } from "./next-tick";
import { nextTick } from "./next-tick";
import { neverPause } from "./slicing";

const NOBODY: Past = { order: [], tick: { at: 0, clusters: new Map(), clusterOf: new Map(), changes: [] } };

type Spots = Record<string, Spot>;

/** Each frame a second after the last; ids are n1, n2, … */
function pastsOf(frames: readonly Spots[]): Past[] {
	const scene = emptyScene();
	let past = NOBODY;
	let ids = 0;
	return frames.map((spots, i) => {
		linkFrame(scene, frameOf(spots));
		past = nextTick(scene, { past, at: i + 1, newId: () => `n${(ids += 1)}`, pause: neverPause });
		scene.roster.commit();
		scene.links.commit();
		return past;
	});
}

function namesOf(clusters: readonly Cluster[]): string[] {
	return clusters.map(({ id, members }) => `${id}:${members.join("")}`);
}

/** Who is in which cluster, as the two maps of a tick have it, each sorted. */
function bothWays({ clusters, clusterOf }: ClusterTick): [string[], string[]] {
	const byCluster: string[] = [];
	for (const [id, { members }] of clusters)
		for (const member of members) byCluster.push(`${member} in ${id}`);
	const byMember: string[] = [];
	for (const [member, id] of clusterOf) byMember.push(`${member} in ${id}`);
	return [byCluster.sort(), byMember.sort()];
}

const APART: Spots = { a: [0], b: [5], c: [100], d: [105], e: [110], x: [200], y: [205] };

export = (t: Suite) => {
	t.it("gives new ids in the order of the groups", () => {
		const [first] = pastsOf([APART]);
		expect(namesOf(first!.order)).toEqual(["n1:ab", "n2:cde", "n3:xy"]);
		expect(first!.tick.changes).toEqual([
			{ kind: "formed", clusterId: "n1", members: ["a", "b"] },
			{ kind: "formed", clusterId: "n2", members: ["c", "d", "e"] },
			{ kind: "formed", clusterId: "n3", members: ["x", "y"] },
		]);
	});

	t.it("puts clusters that changed behind those that did not, and tells of changes in that order", () => {
		const [, second, third] = pastsOf([APART, { ...APART, b: [0, 300] }, { a: [0], x: [200] }]);
		expect(namesOf(second!.order)).toEqual(["n2:cde", "n3:xy"]);
		expect(third!.tick.changes.map(({ kind, clusterId }) => `${kind} ${clusterId}`)).toEqual([
			"dissolved n2",
			"dissolved n3",
		]);
		const [, joined, gone] = pastsOf([APART, { ...APART, f: [10] }, { a: [0], x: [200] }]);
		expect(namesOf(joined!.order)).toEqual(["n2:cde", "n3:xy", "n1:abf"]);
		expect(gone!.tick.changes.map(({ clusterId }) => clusterId)).toEqual(["n2", "n3", "n1"]);
	});

	t.it("keeps when an id appeared, and stamps what changed with the tick", () => {
		const [, second] = pastsOf([APART, { ...APART, f: [10], g: [300], h: [305] }]);
		const stamps = second!.order.map(({ id, formed, updated }) => `${id} ${formed} ${updated}`);
		expect(stamps).toEqual(["n2 1 1", "n3 1 1", "n1 1 2", "n4 2 2"]);
	});

	for (const [what, spots] of [
		["joins", { ...APART, f: [10] }],
		["leaves", { ...APART, e: [300] }],
		["goes from one to another", { ...APART, e: [210] }],
		["parts", { ...APART, c: [300], d: [305] }],
		["merges", { ...APART, a: [90], b: [95] }],
		["dissolves", { ...APART, a: [-50] }],
		["is new", { ...APART, g: [300], h: [305] }],
		["is no more", {}],
	] as [string, Spots][]) {
		t.it(`keeps both maps as one where somebody ${what}`, () => {
			const [, past] = pastsOf([APART, spots]);
			const [byCluster, byMember] = bothWays(past!.tick);
			expect(byMember).toEqual(byCluster);
			const order = past!.order.map((cluster) => past!.tick.clusters.get(cluster.id)!);
			expect(order, "in the map").toEqual([...past!.order]);
			expect(past!.tick.clusters.size()).toBe(order.size());
		});
	}
};
