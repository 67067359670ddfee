import fc from "fast-check";
import { expect, it } from "vitest";
import { layOut } from "./lay-out.js";
import { MARGIN_CELLS } from "./router-limits.js";

const at = (x: number, z: number) => ({ x, y: 0, z });

it("[ET34] those who stand in a place stand so on the map, with room around them", () => {
	const { mapState, cells } = layOut([at(0, 0), at(10, 0), at(0, 25), null], 5);
	expect(cells[1]!.x - cells[0]!.x).toBe(2);
	expect(cells[2]!.y - cells[0]!.y).toBe(5);
	expect(cells[0]).toEqual({ x: MARGIN_CELLS, y: MARGIN_CELLS });
	expect([mapState.width, mapState.height]).toEqual([3 + 2 * MARGIN_CELLS, 6 + 2 * MARGIN_CELLS]);
	expect(mapState.rows).toHaveLength(mapState.height);
	expect(new Set(mapState.rows)).toEqual(new Set([".".repeat(mapState.width)]));
});

it("[ET34] wherever they stand, everybody is on a map that is not too large, in order along both axes", () => {
	const studs = fc.double({ min: -1e6, max: 1e6, noNaN: true });
	const places = fc.array(fc.option(fc.tuple(studs, studs)), { maxLength: 20 });
	fc.assert(
		fc.property(places, fc.double({ min: 1, max: 100, noNaN: true }), (given, studsPerCell) => {
			const known = given.map((place) => place && at(...place));
			const { mapState, cells } = layOut(known, studsPerCell);
			expect(mapState.width).toBeLessThanOrEqual(200);
			expect(mapState.height).toBeLessThanOrEqual(200);
			for (const { x, y } of cells) {
				expect(mapState.rows[y]?.[x]).toBe(".");
			}
			const placed = known.flatMap((place, index) => (place ? [{ place, cell: cells[index]! }] : []));
			for (const one of placed) {
				for (const other of placed) {
					if (one.place.x < other.place.x) expect(one.cell.x).toBeLessThanOrEqual(other.cell.x);
					if (one.place.z < other.place.z) expect(one.cell.y).toBeLessThanOrEqual(other.cell.y);
				}
			}
		}),
	);
});
