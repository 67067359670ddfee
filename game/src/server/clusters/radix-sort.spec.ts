import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes } from "./buffers";
import { RadixSorter } from "./radix-sort";
import { neverPause } from "./slicing";

interface Entry {
	readonly key: number;
	readonly item: number;
}

function sorted(sorter: RadixSorter, keys: readonly number[]): Entry[] {
	sorter.reserve(keys.size());
	keys.forEach((key, i) => {
		buffer.writef64(sorter.keys, i * Bytes.F64, key);
		buffer.writei32(sorter.items, i * Bytes.I32, i);
	});
	sorter.sort(keys.size(), keys.isEmpty() ? 0 : math.max(...keys), neverPause);
	return keys.map((_, i) => ({
		key: buffer.readf64(sorter.keys, i * Bytes.F64),
		item: buffer.readi32(sorter.items, i * Bytes.I32),
	}));
}

export = (t: Suite) => {
	t.it("sorts nothing, one, and equals", () => {
		const sorter = new RadixSorter();
		expect(sorted(sorter, [])).toEqual([]);
		expect(sorted(sorter, [5])).toEqual([{ key: 5, item: 0 }]);
		expect(sorted(sorter, [0, 0]).map(({ item }) => item)).toEqual([0, 1]);
	});

	t.it("sorts by every digit up to the largest whole number", () => {
		const keys = [2 ** 53 - 1, 2 ** 53 - 2, 2 ** 44, 2048, 2047, 0, 2 ** 33 + 1];
		const expected = [0, 2047, 2048, 2 ** 33 + 1, 2 ** 44, 2 ** 53 - 2, 2 ** 53 - 1];
		expect(sorted(new RadixSorter(), keys).map(({ key }) => key)).toEqual(expected);
	});

	t.property(
		"sorts as a plain sort does, equals in their order, whatever was sorted before",
		200,
		(random) => {
			const sorter = new RadixSorter();
			for (const _ of $range(1, 3)) {
				const highest = random.pick([1, 50, 5000, 2 ** 40]);
				const keys: number[] = [];
				for (const _key of $range(1, random.integer(0, 60))) keys.push(random.integer(0, highest));
				const expected = keys.map((key, item) => ({ key, item }));
				expected.sort((a, b) => (a.key === b.key ? a.item < b.item : a.key < b.key));
				expect(sorted(sorter, keys)).toEqual(expected);
			}
		},
	);
};
