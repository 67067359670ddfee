import { AllPairs } from "../../../bench/clusters/all-pairs";
import { RandomPlace } from "../../../bench/clusters/random-place";
import type { Spot } from "../../../bench/clusters/scenes";
import { emptyScene, frameOf, linkFrame, linkNames, placeOf } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";

/** The links of one frame with nothing before it. */
function linksAmong(spots: Record<string, Spot>): string[] {
	const scene = emptyScene();
	linkFrame(scene, frameOf(spots));
	return linkNames(scene);
}

export = (t: Suite) => {
	t.it("links at 10 studs in any direction, and no farther", () => {
		expect(linksAmong({ a: [0], b: [10] })).toEqual(["a-b"]);
		expect(linksAmong({ a: [0], b: [0, 10] })).toEqual(["a-b"]);
		expect(linksAmong({ a: [0], b: [0, 0, -10] })).toEqual(["a-b"]);
		expect(linksAmong({ a: [0], b: [6, 0, 8] })).toEqual(["a-b"]);
		expect(linksAmong({ a: [0], b: [6, 1, 8] })).toEqual([]);
	});

	t.it("links those who stand on one spot, each pair once", () => {
		expect(linksAmong({ a: [5], b: [5], c: [5] })).toEqual(["a-b", "a-c", "b-c"]);
	});

	t.it("finds neighbours in all 26 cells around", () => {
		const middle = 6;
		const reach = 5.7;
		for (const x of $range(-1, 1)) {
			for (const y of $range(-1, 1)) {
				for (const z of $range(-1, 1)) {
					const other: Spot = [middle + x * reach, middle + y * reach, middle + z * reach];
					// Company far off along every axis, so that rows of cells have neighbours to be mistaken for.
					const far: Record<string, Spot> = { x: [200], y: [0, 150], z: [0, 0, 100] };
					expect(linksAmong({ ...far, a: [middle, middle, middle], b: other })).toEqual(["a-b"]);
				}
			}
		}
	});

	t.it("finds them across the origin and beyond the last cell", () => {
		expect(linksAmong({ a: [-4, -4, -4], b: [1, 1, 1] })).toEqual(["a-b"]);
		expect(linksAmong({ a: [5e6], b: [5e6 + 8], c: [-5e6], d: [6e6] })).toEqual(["a-b"]);
		expect(linksAmong({ a: [1e300], b: [1e300], c: [-1e300] })).toEqual(["a-b"]);
	});

	t.it("keeps a link up to 12 studs, over any number of frames", () => {
		const scene = emptyScene();
		const linkedAt = (x: number) => {
			linkFrame(scene, frameOf({ a: [0], b: [x] }));
			for (const i of $range(0, 1)) buffer.writei32(scene.roster.nextClusters, i * 4, -1);
			scene.roster.commit();
			scene.links.commit();
			return scene.links.count === 1;
		};
		expect([11, 10, 11, 12, 10.5, 12, 12.0001, 12].map(linkedAt)).toEqual([
			false,
			true,
			true,
			true,
			true,
			true,
			false,
			false,
		]);
	});

	t.it("knows afterwards of some places whether they are linked among themselves", () => {
		const scene = emptyScene();
		linkFrame(scene, frameOf({ a: [0], b: [9], c: [18], d: [90] }));
		scene.roster.commit();
		scene.links.commit();
		linkFrame(scene, frameOf({ a: [0], b: [11], c: [22.5], d: [90] }));
		const connect = (...ids: string[]) =>
			scene.links.connect(
				scene.grid,
				ids.map((id) => placeOf(scene, id)),
			);
		expect([connect("a", "b"), connect("b", "c"), connect("a", "c")]).toEqual([true, true, false]);
		expect([connect("a"), connect("c", "a", "b"), connect("a", "b", "c", "d")]).toEqual([true, true, false]);
		expect(linkNames(scene)).toEqual(["a-b", "b-c"]);
	});

	t.it("takes nothing from a frame that was not committed", () => {
		const scene = emptyScene();
		linkFrame(scene, frameOf({ a: [0], b: [9] }));
		linkFrame(scene, frameOf({ a: [0], b: [11] }));
		expect(linkNames(scene)).toEqual([]);
	});

	t.property("finds the links that looking at all pairs finds, each once", 400, (random) => {
		const scene = emptyScene();
		const plain = new AllPairs(DEFAULT_CONFIG);
		const place = new RandomPlace(random, 50);
		for (const _ of $range(1, 8)) {
			const frame = place.step();
			const { firsts, seconds } = plain.update(frame);
			const expected = firsts.map((a, i) => {
				const [one, other] = [frame.ids[a]!, frame.ids[seconds[i]!]!];
				return one < other ? `${one}-${other}` : `${other}-${one}`;
			});
			linkFrame(scene, frame);
			expect(linkNames(scene)).toEqual(expected.sort());
			scene.roster.commit();
			scene.links.commit();
		}
	});
};
