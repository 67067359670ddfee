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

export = (t: Suite) => {
	t.it("is empty again after it was cleared", () => {
		const scene = crowd(["a", "b"]);
		const order = new LinkOrder();
		order.clear(1);
		order.add(0, 5);
		order.clear(0);
		order.sort(scene, neverPause);
		expect(order.count).toBe(0);
	});

	t.it("breaks ties by the smaller id, then by the larger", () => {
		const scene = crowd(["c", "a", "d", "b"]);
		const order = new LinkOrder();
		order.clear(scene.links.count);
		for (const link of $range(0, scene.links.count - 1)) order.add(link, 7);
		order.sort(scene, neverPause);
		const names = [0, 1, 2, 3, 4, 5].map((i) => endsOf(scene, order.at(i)).join(""));
		expect(names).toEqual(["ab", "ac", "ad", "bc", "bd", "cd"]);
	});

	t.property("orders by key, then by ids, as a plain sort does", 150, (random) => {
		const ids: string[] = [];
		for (const i of $range(1, random.integer(2, 9))) ids.push(`${random.integer(0, 99)}-${i}`);
		const scene = crowd(ids);
		const order = new LinkOrder();
		for (const _ of $range(1, 2)) {
			const keys = scene.links.count;
			order.clear(keys);
			const expected: { key: number; low: string; high: string }[] = [];
			for (const link of $range(0, keys - 1)) {
				const key = random.integer(0, random.pick([1, 3000]));
				const [low, high] = endsOf(scene, link);
				order.add(link, key);
				expected.push({ key, low, high });
			}
			expected.sort((x, y) => {
				if (x.key !== y.key) return x.key < y.key;
				return x.low === y.low ? x.high < y.high : x.low < y.low;
			});
			order.sort(scene, neverPause);
			expected.forEach(({ low, high }, i) => expect(endsOf(scene, order.at(i)), `${i}`).toEqual([low, high]));
		}
	});
};
