import { RandomPlace } from "../../../bench/clusters/random-place";
import { emptyScene, frameOf, idAt } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes, Stride } from "./buffers";
import type { Grid } from "./grid";
import { neverPause } from "./slicing";

const REACH = 12;

/** Key of the cell that a place is in; after the last place, the infinite one. */
function keyAt(grid: Grid, place: number): number {
	let cell = 0;
	while (cell < grid.cells && buffer.readi32(grid.starts, (cell + 1) * Bytes.I32) <= place) cell += 1;
	return buffer.readf64(grid.keys, cell * Bytes.F64);
}

export = (t: Suite) => {
	t.it("puts nobody in order", () => {
		const { roster, grid } = emptyScene();
		grid.arrange(roster, REACH, neverPause);
		expect(grid.count).toBe(0);
		expect(keyAt(grid, 0)).toBe(math.huge);
	});

	t.it("numbers cells along the longest extent first and the shortest last", () => {
		const scene = emptyScene();
		const { roster, grid } = scene;
		// 100 studs along y, 50 along x, flat along z.
		roster.intake(frameOf({ a: [0, 100], b: [50, 0], c: [0, 0], d: [50, 100] }), neverPause);
		grid.arrange(roster, REACH, neverPause);
		expect([0, 1, 2, 3].map((place) => idAt(scene, place))).toEqual(["c", "b", "a", "d"]);
		expect(grid.column, "one cell and two to part the lines").toBe(3);
	});

	t.property("gives each entity one place, in the order of keys, with its own position", 200, (random) => {
		const scene = emptyScene();
		const { roster, grid } = scene;
		const place = new RandomPlace(random, 60);
		for (const _ of $range(1, 3)) {
			const frame = place.step();
			roster.intake(frame, neverPause);
			grid.arrange(roster, REACH, neverPause);
			expect(grid.count).toBe(frame.ids.size());
			const seen: string[] = [];
			for (const at of $range(0, grid.count - 1)) {
				expect(keyAt(grid, at)).toBeAtMost(keyAt(grid, at + 1));
				const id = idAt(scene, at);
				const i = frame.ids.indexOf(id);
				expect(buffer.readf64(grid.points, at * Stride.Point)).toBe(frame.xs[i]!);
				expect(buffer.readf64(grid.points, at * Stride.Point + 16)).toBe(frame.zs[i]!);
				seen.push(id);
			}
			expect(seen.sort()).toEqual([...frame.ids].sort());
			expect(keyAt(grid, grid.count)).toBe(math.huge);
		}
	});

	t.property("keeps two within reach in cells that touch, and no cell beside two others", 200, (random) => {
		const { roster, grid } = emptyScene();
		const frame = new RandomPlace(random, 40).step();
		roster.intake(frame, neverPause);
		grid.arrange(roster, REACH, neverPause);
		for (const a of $range(0, grid.count - 1)) {
			for (const b of $range(a, grid.count - 1)) {
				const apart = [0, 8, 16].map((axis) =>
					math.abs(
						buffer.readf64(grid.points, a * Stride.Point + axis) -
							buffer.readf64(grid.points, b * Stride.Point + axis),
					),
				);
				const step = keyAt(grid, b) - keyAt(grid, a);
				const inOwnRow = step <= grid.column + 1;
				const inNextRow = math.abs(step - grid.row) <= grid.column + 1;
				if (apart.every((studs) => studs <= REACH)) expect(inOwnRow || inNextRow).toBe(true);
				expect(inOwnRow && inNextRow, "matched twice").toBe(false);
			}
		}
	});
};
