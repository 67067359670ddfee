import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Placed } from "./grid";
import { cellAt, fitGrid, spotOf } from "./grid";

export = (t: Suite) => {
	t.property("[EG3] the middle of each cell lies in that cell", 500, (random) => {
		const grid = {
			origin: { x: random.integer(-300, 300) + random.unit(), z: random.integer(-300, 300) + random.unit() },
			studs: random.integer(1, 12),
		};
		const cell = { x: random.integer(0, 199), y: random.integer(0, 199) };
		expect(cellAt(grid, spotOf(grid, cell))).toEqual(cell);
	});

	t.property(
		"[EG3] those who opened a room stand within a cell of theirs, whoever was put aside",
		500,
		(random) => {
			const studs = random.integer(2, 10);
			const first = {
				x: random.integer(-200, 200) + random.unit(),
				z: random.integer(-200, 200) + random.unit(),
			};
			const placed: Placed[] = [];
			for (const _ of $range(1, random.integer(3, 24))) {
				const cell = { x: random.integer(6, 14), y: random.integer(6, 14) };
				placed.push({
					cell,
					spot: {
						x: first.x + (cell.x + random.unit()) * studs,
						z: first.z + (cell.y + random.unit()) * studs,
					},
				});
			}
			const [aside] = placed;
			const grid = fitGrid(
				[{ ...aside!, cell: { x: 40, y: 0 } }, ...placed.filter((one) => one !== aside)],
				studs,
			);
			for (const { spot, cell } of placed) {
				if (cell === aside!.cell) continue;
				const middle = spotOf(grid, cell);
				expect(math.abs(middle.x - spot.x) <= studs, "east").toBe(true);
				expect(math.abs(middle.z - spot.z) <= studs, "south").toBe(true);
			}
		},
	);

	t.it("lies exactly under one who stands in the middle of a cell", () => {
		const grid = fitGrid([{ spot: { x: 12, z: -8 }, cell: { x: 6, y: 7 } }], 5);
		expect(spotOf(grid, { x: 6, y: 7 })).toEqual({ x: 12, z: -8 });
		expect(spotOf(grid, { x: 8, y: 6 })).toEqual({ x: 22, z: -13 });
	});

	t.it("knows no cells before the first, nor beyond the last of the largest map", () => {
		const grid = { origin: { x: 0, z: 0 }, studs: 5 };
		expect(cellAt(grid, { x: -0.1, z: 3 })).toBe(undefined);
		expect(cellAt(grid, { x: 3, z: -0.1 })).toBe(undefined);
		expect(cellAt(grid, { x: 1000, z: 3 })).toBe(undefined);
		expect(cellAt(grid, { x: 3, z: 1000 })).toBe(undefined);
		expect(cellAt(grid, { x: 999, z: 999 })).toEqual({ x: 199, y: 199 });
		expect(cellAt(grid, { x: 0, z: 9.9 })).toEqual({ x: 0, y: 1 });
	});
};
