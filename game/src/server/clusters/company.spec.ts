import type { Spot } from "../../../bench/clusters/scenes";
import { following } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";

export = (t: Suite) => {
	t.it("finds room for a newcomer with the nearest who have any", () => {
		const before: Record<string, Spot> = { a: [0], b: [3], c: [6], x: [22], y: [25] };
		expect(following(3, [before, { ...before, n: [14] }])[1]).toEqual([
			["a", "b", "c"],
			["n", "x", "y"],
		]);
	});

	t.it("gives a newcomer beside a full cluster its nearest neighbour for company", () => {
		const full: Record<string, Spot> = { a: [0], b: [3], c: [6] };
		expect(following(3, [full, { ...full, n: [14] }])[1]).toEqual([
			["a", "b"],
			["c", "n"],
		]);
	});

	t.it("takes nobody along without whom a cluster would fall apart", () => {
		// n is nearest to b, who holds a and c together, so it takes c.
		const full: Record<string, Spot> = { a: [-9], b: [0], c: [9] };
		expect(following(3, [full, { ...full, n: [4, 0, 5] }])[1]).toEqual([
			["a", "b"],
			["c", "n"],
		]);
	});

	t.it("leaves alone who finds neither room nor company", () => {
		const full: Record<string, Spot> = { a: [-9], b: [0], c: [9] };
		expect(following(3, [full, { ...full, n: [0, 0, 10] }])[1]).toEqual([["a", "b", "c"]]);
	});

	t.it("serves those left alone by their ids, and the second finds the room that the first made", () => {
		const full: Record<string, Spot> = { a: [0], b: [3], c: [6] };
		const [, beside] = following(3, [full, { ...full, m: [14], n: [0, 0, 9.9] }]);
		expect(beside).toEqual([
			["a", "b", "n"],
			["c", "m"],
		]);
	});

	t.it("keeps such a pair as it keeps any cluster", () => {
		const full: Record<string, Spot> = { a: [0], b: [3], c: [6], n: [14] };
		const [first, second] = following(3, [full, full]);
		expect(second).toEqual(first!);
	});
};
