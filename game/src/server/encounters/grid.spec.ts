import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { cellAt, spotOf } from "./grid";

export = (t: Suite) => {
	t.property("[EG3] the middle of each cell lies in that cell", 500, (random) => {
		const ground = {
			corner: { x: random.integer(-300, 300) + random.unit(), z: random.integer(-300, 300) + random.unit() },
			studs_per_cell: random.integer(1, 12),
		};
		const map = { width: random.integer(1, 200), height: random.integer(1, 200) };
		const cell = { x: random.integer(0, map.width - 1), y: random.integer(0, map.height - 1) };
		expect(cellAt(ground, map, spotOf(ground, cell))).toEqual(cell);
	});

	t.it("[EG3] begins at its corner, x to the east and y to the south", () => {
		const ground = { corner: { x: -18, z: 40 }, studs_per_cell: 4 };
		expect(spotOf(ground, { x: 0, y: 0 })).toEqual({ x: -16, z: 42 });
		expect(spotOf(ground, { x: 3, y: 1 })).toEqual({ x: -4, z: 46 });
	});

	t.it("knows no cells before the first, nor beyond the last of the map", () => {
		const ground = { corner: { x: 0, z: 0 }, studs_per_cell: 5 };
		const map = { width: 20, height: 10 };
		const cell = (x: number, z: number) => cellAt(ground, map, { x, z });
		expect(cell(-0.1, 3)).toBe(undefined);
		expect(cell(3, -0.1)).toBe(undefined);
		expect(cell(100, 3)).toBe(undefined);
		expect(cell(3, 50)).toBe(undefined);
		expect(cell(99.9, 49.9)).toEqual({ x: 19, y: 9 });
		expect(cell(0, 9.9)).toEqual({ x: 0, y: 1 });
	});
};
