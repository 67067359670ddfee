import type { Spot } from "../../../bench/clusters/scenes";
import { emptyScene, frameOf, linkFrame } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes } from "./buffers";
import type { Cluster } from "./cluster";
import { recordClusters, regroup } from "./regroup";
import { ALONE } from "./roster";
import type { Scene } from "./scene";
import { neverPause } from "./slicing";

const PAIRS: Record<string, Spot> = { a: [0], b: [5], c: [100], d: [105], e: [200] };

function clusterOf(scene: Scene, id: string): number {
	return buffer.readi32(scene.roster.clusters, scene.roster.ids.indexOf(id) * Bytes.I32);
}

/** A scene after the pairs above, and its clusters in the order that the roster knows them by. */
function afterPairs(): { scene: Scene; order: Cluster[] } {
	const scene = emptyScene();
	linkFrame(scene, frameOf(PAIRS));
	const regrouping = regroup(scene, [], neverPause);
	recordClusters(scene, regrouping, neverPause);
	scene.roster.commit();
	scene.links.commit();
	const order = regrouping.groups.map(({ members }, i) => ({ id: `c${i}`, members, formed: 1, updated: 1 }));
	return { scene, order };
}

function membersNow(scene: Scene, order: Cluster[], spots: Record<string, Spot>) {
	linkFrame(scene, frameOf(spots));
	const regrouping = regroup(scene, order, neverPause);
	recordClusters(scene, regrouping, neverPause);
	scene.roster.commit();
	return { groups: regrouping.groups.map(({ members }) => members), kept: regrouping.kept };
}

export = (t: Suite) => {
	t.it("takes everybody who is together for new where there was nothing, by smallest member", () => {
		const { scene, order } = afterPairs();
		expect(order.map(({ members }) => members)).toEqual([
			["a", "b"],
			["c", "d"],
		]);
		expect(["a", "b", "c", "d", "e"].map((id) => clusterOf(scene, id))).toEqual([0, 0, 1, 1, ALONE]);
	});

	t.it("finds nothing new where everybody only moved", () => {
		const { scene, order } = afterPairs();
		expect(membersNow(scene, order, { ...PAIRS, b: [9], e: [300] })).toEqual({
			groups: [],
			kept: [true, true],
		});
		expect(["a", "d", "e"].map((id) => clusterOf(scene, id))).toEqual([0, 1, ALONE]);
	});

	t.it("tells a cluster that lost, won or exchanged a member from one that is as it was", () => {
		for (const [spots, groups] of [
			[{ a: [0], b: [50], c: [100], d: [105] }, []],
			[{ a: [0], b: [5], e: [9], c: [100], d: [105] }, [["a", "b", "e"]]],
			[{ a: [0], e: [5], b: [50], c: [100], d: [105] }, [["a", "e"]]],
		] as [Record<string, Spot>, string[][]][]) {
			const { scene, order } = afterPairs();
			expect(membersNow(scene, order, spots)).toEqual({ groups, kept: [false, true] });
			// What was kept comes first, then the groups.
			expect(clusterOf(scene, "c")).toBe(0);
			expect(clusterOf(scene, "a")).toBe(groups.isEmpty() ? ALONE : 1);
			expect(clusterOf(scene, "b")).toBe(groups[0]?.includes("b") === true ? 1 : ALONE);
		}
	});
};
