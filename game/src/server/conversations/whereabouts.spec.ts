import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Whereabouts } from "./whereabouts";

function somewhere(spots: Record<string, readonly [number, number, number]>) {
	const ids: string[] = [];
	for (const [id] of pairs(spots)) ids.push(id as string);
	ids.sort();
	const along = (axis: 0 | 1 | 2) => ids.map((id) => spots[id]![axis]);
	const whereabouts = new Whereabouts();
	whereabouts.look({ at: 0, ids, xs: along(0), ys: along(1), zs: along(2) });
	return whereabouts;
}

export = (t: Suite) => {
	t.it("measures in three dimensions, the border included", () => {
		const whereabouts = somewhere({ a: [0, 0, 0], b: [2, 3, 6] });
		expect(whereabouts.isWithin("a", "b", 7)).toBe(true);
		expect(whereabouts.isWithin("b", "a", 6.99)).toBe(false);
		expect(whereabouts.isWithin("a", "gone", 1000)).toBe(false);
	});

	t.it("finds who is near, and the nearest of some", () => {
		const whereabouts = somewhere({ a: [0, 0, 0], b: [5, 0, 0], c: [0, 0, -3], d: [0, 50, 0] });
		expect(whereabouts.near("a", 5)).toEqual(["b", "c"]);
		expect(whereabouts.near("gone", 5)).toEqual([]);
		expect(whereabouts.nearest("a", ["b", "c", "d"])).toBe("c");
		expect(whereabouts.nearest("a", ["b", "gone"])).toBe("b");
		expect(whereabouts.nearest("a", [])).toBe(undefined);
		expect(whereabouts.nearest("gone", ["a"])).toBe(undefined);
	});

	t.property("finds near ones as a look at everybody does, across cells and below zero", 100, (random) => {
		const spots: Record<string, readonly [number, number, number]> = {};
		for (const i of $range(1, 40)) {
			const at = () => random.pick([random.between(-50, 50), 16 * random.integer(-3, 3)]);
			spots[string.format("e%02d", i)] = [at(), random.between(-8, 8), at()];
		}
		const whereabouts = somewhere(spots);
		const studs = random.pick([0, 3, 16, 40]);
		for (const [id] of pairs(spots)) {
			const expected: string[] = [];
			for (const [other] of pairs(spots)) {
				if (other !== id && whereabouts.isWithin(id as string, other as string, studs)) {
					expected.push(other as string);
				}
			}
			expect(whereabouts.near(id as string, studs)).toEqual(expected.sort());
		}
	});

	t.it("forgets where everybody was with the next frame", () => {
		const whereabouts = somewhere({ a: [1, 2, 3] });
		expect(whereabouts.position("a")).toEqual({ x: 1, y: 2, z: 3 });
		whereabouts.look({ at: 1, ids: [], xs: [], ys: [], zs: [] });
		expect(whereabouts.position("a")).toBe(undefined);
	});

	t.it("knows the clusters of the newest tick", () => {
		const whereabouts = new Whereabouts();
		expect(whereabouts.clusterOf("a")).toBe(undefined);
		const cluster = { id: "c", members: ["a", "b"], formed: 0, updated: 0 };
		whereabouts.gather({
			at: 0,
			clusters: new Map([["c", cluster]]),
			clusterOf: new Map([
				["a", "c"],
				["b", "c"],
			]),
			changes: [],
		});
		expect(whereabouts.clusterOf("b")).toBe("c");
		expect(whereabouts.cluster("c")).toBe(cluster);
	});
};
