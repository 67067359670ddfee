import fc from "fast-check";
import { expect, it } from "vitest";
import { cellOf, layOut } from "./lay-out.js";
import { MARGIN_CELLS } from "./router-limits.js";

const at = (x: number, z: number) => ({ x, y: 0, z });

it("[ET34] those who stand in a place stand so on the map, with room around them", () => {
	const places = [at(0, 0), at(10, 0), at(0, 25), null];
	const laidOut = layOut(places, 5);
	const { mapState } = laidOut;
	const cells = places.map((place) => cellOf(laidOut, place));
	expect(cells[1]!.x - cells[0]!.x).toBe(2);
	expect(cells[2]!.y - cells[0]!.y).toBe(5);
	expect(cells[0]).toEqual({ x: MARGIN_CELLS, y: MARGIN_CELLS });
	expect([mapState.width, mapState.height]).toEqual([3 + 2 * MARGIN_CELLS, 6 + 2 * MARGIN_CELLS]);
	expect(cells[3]).toEqual({ x: Math.floor(mapState.width / 2), y: mapState.height / 2 });
	expect(mapState.rows).toHaveLength(mapState.height);
	expect(new Set(mapState.rows)).toEqual(new Set([".".repeat(mapState.width)]));
});

it("[ET35] one who stands alone stands in the middle of their cell, from which its corner is known", () => {
	const { corner } = layOut([at(12, -8)], 5);
	expect(corner).toEqual({ x: 12 - (MARGIN_CELLS + 0.5) * 5, z: -8 - (MARGIN_CELLS + 0.5) * 5 });
});

it("[ET34] [ET35] wherever they stand, everybody is on a map that is not too large, in order, and in the cell of their place", () => {
	const studs = fc.double({ min: -1e6, max: 1e6, noNaN: true });
	const near = fc.double({ min: -400, max: 400, noNaN: true });
	const places = fc.array(fc.option(fc.oneof(fc.tuple(studs, studs), fc.tuple(near, near))), {
		maxLength: 20,
	});
	fc.assert(
		fc.property(places, fc.double({ min: 1, max: 100, noNaN: true }), (given, studsPerCell) => {
			const known = given.map((place) => place && at(...place));
			const laidOut = layOut(known, studsPerCell);
			const { mapState, corner } = laidOut;
			expect(Math.max(mapState.width, mapState.height)).toBeLessThanOrEqual(200);
			const cells = known.map((place) => cellOf(laidOut, place));
			for (const { x, y } of cells) expect(mapState.rows[y]?.[x]).toBe(".");
			const placed = known.flatMap((place, index) => (place ? [{ place, cell: cells[index]! }] : []));
			for (const one of placed) {
				for (const other of placed) {
					if (one.place.x < other.place.x) expect(one.cell.x).toBeLessThanOrEqual(other.cell.x);
					if (one.place.z < other.place.z) expect(one.cell.y).toBeLessThanOrEqual(other.cell.y);
				}
				const [east, south] = [one.place.x - corner.x, one.place.z - corner.z];
				const isIn = (cell: number, size: number, from: number) =>
					(cell === 0 && from < 0) ||
					(cell === size - 1 && from >= size * studsPerCell) ||
					Math.floor(from / studsPerCell) === cell;
				expect(isIn(one.cell.x, mapState.width, east)).toBe(true);
				expect(isIn(one.cell.y, mapState.height, south)).toBe(true);
				// Nobody is put aside on a map that has room for all.
				if (mapState.width < 200) expect(Math.floor(east / studsPerCell)).toBe(one.cell.x);
				if (mapState.height < 200) expect(Math.floor(south / studsPerCell)).toBe(one.cell.y);
			}
		}),
	);
});
