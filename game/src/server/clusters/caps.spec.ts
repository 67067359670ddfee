import { AllPairs } from "../../../bench/clusters/all-pairs";
import { naivePartition } from "../../../bench/clusters/naive-partition";
import type { Spot } from "../../../bench/clusters/scenes";
import { following, frameOf } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";

export = (t: Suite) => {
	t.it("leaves a component within the caps whole", () => {
		expect(following(4, [{ a: [0], b: [9], c: [18], d: [27] }])).toEqual([[["a", "b", "c", "d"]]]);
	});

	t.it("joins the nearest first, in a crowd that is too many", () => {
		// b and c are nearest; a and d can then only be taken along by no one, for a cluster of two gives nobody away.
		expect(following(2, [{ a: [0], b: [9], c: [12], d: [21] }])).toEqual([[["b", "c"]]]);
		expect(following(2, [{ a: [0], b: [3], c: [12], d: [14] }])).toEqual([
			[
				["a", "b"],
				["c", "d"],
			],
		]);
	});

	t.it("decides by ids between links of one length", () => {
		expect(following(2, [{ a: [0], b: [5], c: [10] }])).toEqual([[["a", "b"]]]);
		expect(following(2, [{ c: [0], a: [5], b: [10] }])).toEqual([[["a", "b"]]]);
	});

	t.it("parts a chain that is too long where it is thinnest", () => {
		const chain: Record<string, Spot> = {};
		for (const i of $range(0, 9)) chain[`e${i}`] = [i * 8 + (i > 5 ? 1.5 : 0)];
		expect(following(24, [chain])).toEqual([
			[
				["e0", "e1", "e2", "e3", "e4", "e5"],
				["e6", "e7", "e8", "e9"],
			],
		]);
	});

	t.it("keeps together who were together, though others are nearer now", () => {
		const before: Record<string, Spot> = { a: [0], b: [5], c: [20], d: [25] };
		const close: Record<string, Spot> = { a: [0], b: [8], c: [9], d: [17] };
		expect(following(2, [before, close])[1]).toEqual([
			["a", "b"],
			["c", "d"],
		]);
		expect(following(2, [close])[0], "but for the past").toEqual([["b", "c"]]);
	});

	t.it("cuts loose who walks too far from companions, and keeps the others", () => {
		const spots = (gap: number): Record<string, Spot> => {
			const chain: Record<string, Spot> = {};
			for (const i of $range(0, 6)) chain[`e${i}`] = [i * 9.5];
			return { ...chain, e7: [57 + gap] };
		};
		const [together, apart] = following(24, [spots(2.9), spots(4)]);
		expect(together!.map((group) => group.size())).toEqual([8]);
		// The last takes the last but one along, who stood nearest.
		expect(apart!.map((group) => group.size())).toEqual([6, 2]);
	});

	t.it("settles a crowd on one spot by ids alone, as the plain rule does", () => {
		const spots: Record<string, Spot> = {};
		for (const i of $range(1, 60)) spots[`e${i}`] = [7, 7, 7];
		const frame = frameOf(spots);
		const linked = new AllPairs(DEFAULT_CONFIG).update(frame);
		const expected = naivePartition({ frame, linked, lastClusterOf: new Map(), caps: DEFAULT_CONFIG });
		expect(following(24, [spots])[0]).toEqual(expected);
		expect(expected.size()).toBeAtLeast(3);
	});
};
