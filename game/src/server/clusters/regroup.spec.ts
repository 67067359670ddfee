import { RandomPlace } from "../../../bench/clusters/random-place";
import type { Spot } from "../../../bench/clusters/scenes";
import { emptyScene, frameOf, linkFrame, pieceNames } from "../../../bench/clusters/scenes";
import { upheavalOf } from "../../../bench/clusters/upheavals";
import { deepEqual, expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Frame } from "../entities/entity";
import { Bytes } from "./buffers";
import type { Cluster } from "./cluster";
import type { Regrouping } from "./regroup";
import { regroup } from "./regroup";
import { ALONE } from "./roster";
import type { Scene } from "./scene";
import { neverPause } from "./slicing";
import { NONE } from "./upheaval";

const PAIRS: Record<string, Spot> = { a: [0], b: [5], c: [100], d: [105], e: [200] };

function clusterOf(scene: Scene, id: string): number {
	return buffer.readi32(scene.roster.clusters, scene.roster.ids.indexOf(id) * Bytes.I32);
}

/** Follows a scene from frame to frame without cutting crowds; each new group is a cluster, named by its members. */
class Follower {
	readonly scene = emptyScene();
	order: readonly Cluster[] = [];

	take(frame: Frame): Regrouping {
		linkFrame(this.scene, frame);
		const regrouping = regroup(this.scene, this.order, neverPause);
		const formed = regrouping.groups.map((members): Cluster => ({
			id: members.join(""),
			members,
			formed: 1,
			updated: 1,
		}));
		this.order = [...regrouping.kept, ...formed];
		this.scene.roster.commit();
		this.scene.links.commit();
		return regrouping;
	}
}

function afterPairs(): Follower {
	const follower = new Follower();
	follower.take(frameOf(PAIRS));
	return follower;
}

function idsOf(clusters: readonly Cluster[]): string[] {
	return clusters.map(({ id }) => id);
}

export = (t: Suite) => {
	t.it("takes everybody who is together for new where there was nothing, by smallest member", () => {
		const { scene, order } = afterPairs();
		expect(idsOf(order)).toEqual(["ab", "cd"]);
		expect(["a", "b", "c", "d", "e"].map((id) => clusterOf(scene, id))).toEqual([0, 0, 1, 1, ALONE]);
	});

	t.it("finds nothing new where everybody only moved", () => {
		const follower = afterPairs();
		const kept = [...follower.order];
		const regrouping = follower.take(frameOf({ ...PAIRS, b: [9], e: [300] }));
		expect(regrouping).toEqual({ kept, before: [], groups: [], whither: [], starts: [], whence: [] });
		expect(["a", "d", "e"].map((id) => clusterOf(follower.scene, id))).toEqual([0, 1, ALONE]);
	});

	t.it("tells a cluster that lost, won or exchanged a member from one that is as it was", () => {
		for (const [spots, groups] of [
			[{ a: [0], b: [50], c: [100], d: [105] }, []],
			[{ a: [0], b: [5], e: [9], c: [100], d: [105] }, [["a", "b", "e"]]],
			[{ a: [0], e: [5], b: [50], c: [100], d: [105] }, [["a", "e"]]],
		] as [Record<string, Spot>, string[][]][]) {
			const follower = afterPairs();
			const { kept, before, groups: found } = follower.take(frameOf(spots));
			expect([idsOf(kept), idsOf(before)]).toEqual([["cd"], ["ab"]]);
			expect(found as string[][]).toEqual(groups);
			// What was kept comes first, then the groups.
			expect(clusterOf(follower.scene, "c")).toBe(0);
			expect(clusterOf(follower.scene, "a")).toBe(groups.isEmpty() ? ALONE : 1);
			expect(clusterOf(follower.scene, "b")).toBe(groups[0]?.includes("b") === true ? 1 : ALONE);
		}
	});

	t.it("tells where everybody of an old cluster went, and where everybody of a group was", () => {
		// b leaves the frame, a goes to c and d, and f comes.
		const follower = afterPairs();
		const regrouping = follower.take(frameOf({ a: [95], c: [100], d: [105], f: [110], e: [200] }));
		expect(idsOf(regrouping.before)).toEqual(["ab", "cd"]);
		expect(regrouping.groups).toEqual([["a", "c", "d", "f"]]);
		expect(regrouping.whither).toEqual([0, NONE, 0, 0]);
		expect(regrouping.starts).toEqual([0, 2]);
		expect(regrouping.whence).toEqual([0, 1, 1, NONE]);
	});

	t.property("agrees with comparing members by their ids", 150, (random) => {
		const follower = new Follower();
		const place = new RandomPlace(random, 40);
		for (const _ of $range(1, 8)) {
			const last = follower.order;
			const { kept, before, groups, whither, starts, whence } = follower.take(place.step());
			const pieces = pieceNames(follower.scene).filter((names) => names.size() > 1);
			const isThere = (cluster: Cluster) => pieces.some((names) => deepEqual(names, cluster.members));
			expect(kept).toEqual(last.filter(isThere));
			expect(before).toEqual(last.filter((cluster) => !isThere(cluster)));
			const isNew = (names: string[]) => !last.some(({ members }) => deepEqual(names, members));
			expect(groups as string[][]).toEqual(pieces.filter(isNew));
			expect({ before, groups, whither, starts, whence }).toEqual(upheavalOf(before, groups));
		}
	});
};
