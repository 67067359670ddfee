import type { Spot } from "../../../bench/clusters/scenes";
import { emptyScene, frameOf, idAt, linkFrame } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes, Stride } from "./buffers";
import { LinkOrder } from "./link-order";
import type { Scene } from "./scene";
import { neverPause } from "./slicing";

function endsOf(scene: Scene, link: number): [string, string] {
	const a = idAt(scene, buffer.readi32(scene.links.pairs, link * Stride.Link));
	const b = idAt(scene, buffer.readi32(scene.links.pairs, link * Stride.Link + Bytes.I32));
	return a < b ? [a, b] : [b, a];
}

/** A crowd on one spot, named in no order: everybody is linked with everybody. */
function crowd(ids: readonly string[]): Scene {
	const spots: Record<string, Spot> = {};
	for (const id of ids) spots[id] = [0];
	const scene = emptyScene();
	linkFrame(scene, frameOf(spots));
	return scene;
}

/** The links of a scene, each with the key given for it, in order. */
function ordered(order: LinkOrder, scene: Scene, keys: readonly number[]): [string, string][] {
	order.byKey.reserve(keys.size());
	keys.forEach((key, link) => {
		buffer.writef64(order.byKey.keys, link * Bytes.F64, key);
		buffer.writei32(order.byKey.items, link * Bytes.I32, link);
	});
	order.sort(scene, keys.size(), neverPause);
	return keys.map((_, i) => endsOf(scene, buffer.readi32(order.byKey.items, i * Bytes.I32)));
}

export = (t: Suite) => {
	t.it("orders nothing", () => {
		expect(ordered(new LinkOrder(5), crowd(["a", "b"]), [])).toEqual([]);
	});

	t.it("breaks ties by the smaller id, then by the larger", () => {
		const names = ordered(new LinkOrder(7), crowd(["c", "a", "d", "b"]), [7, 7, 7, 7, 7, 7]);
		expect(names.map((ends) => ends.join(""))).toEqual(["ab", "ac", "ad", "bc", "bd", "cd"]);
	});

	t.it("goes by ids wherever in the roster they stand, those of newcomers too", () => {
		const scene = crowd(["d", "b"]);
		scene.roster.commit();
		linkFrame(scene, frameOf({ d: [0], b: [0], c: [0], a: [0] }));
		const names = ordered(new LinkOrder(1), scene, [0, 0, 0, 0, 0, 0]);
		expect(names.map((ends) => ends.join(""))).toEqual(["ab", "ac", "ad", "bc", "bd", "cd"]);
	});

	t.property("orders by key, then by ids, as a plain sort does", 150, (random) => {
		const ids: string[] = [];
		for (const i of $range(1, random.integer(2, 9))) ids.push(`${random.integer(0, 99)}-${i}`);
		const scene = crowd(ids);
		const order = new LinkOrder(3000);
		for (const maxKey of [1, 3000]) {
			const keys: number[] = [];
			const expected: { key: number; low: string; high: string }[] = [];
			for (const link of $range(0, scene.links.count - 1)) {
				const key = random.integer(0, maxKey);
				const [low, high] = endsOf(scene, link);
				keys.push(key);
				expected.push({ key, low, high });
			}
			expected.sort((x, y) => {
				if (x.key !== y.key) return x.key < y.key;
				return x.low === y.low ? x.high < y.high : x.low < y.low;
			});
			expect(ordered(order, scene, keys)).toEqual(expected.map(({ low, high }) => [low, high]));
		}
	});
};
