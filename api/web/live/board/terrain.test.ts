import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CELL, cellsPath, middleOf, outlinePath, terrainPath, wayPath } from "./terrain.js";

const mapOf = (rows: readonly string[]) => ({ width: rows[0]!.length, height: rows.length, rows });

/** Cells that boxes of a path cover. */
function covered(path: string): readonly string[] {
	return [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, width]) =>
		Array.from({ length: Number(width) / CELL }, (_, at) => `${Number(x) / CELL + at},${Number(y) / CELL}`),
	);
}

const rows = fc
	.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }))
	.chain(([width, height]) =>
		fc.array(
			fc
				.array(fc.constantFrom(".", "#", "~"), { minLength: width, maxLength: width })
				.map((cells) => cells.join("")),
			{ minLength: height, maxLength: height },
		),
	);

describe("the drawing of a map", () => {
	it("covers every cell of a terrain once, and no other", () => {
		fc.assert(
			fc.property(rows, fc.constantFrom<"#" | "~">("#", "~"), (given, terrain) => {
				const wanted = given.flatMap((row, y) =>
					[...row].flatMap((cell, x) => (cell === terrain ? [`${x},${y}`] : [])),
				);
				expect(covered(terrainPath(mapOf(given), terrain)).toSorted()).toEqual(wanted.toSorted());
			}),
		);
	});

	it("has one piece for each run in a row", () => {
		expect(terrainPath(mapOf(["##.#", "####"]), "#").match(/M/g)).toHaveLength(3);
		expect(terrainPath(mapOf(["...."]), "#")).toBe("");
	});

	it("goes around cells, not between them", () => {
		expect(outlinePath([{ x: 0, y: 0 }]).match(/M/g)).toHaveLength(4);
		const two = outlinePath([
			{ x: 0, y: 0 },
			{ x: 1, y: 0 },
		]);
		expect(two.match(/M/g)).toHaveLength(6);
		expect(outlinePath([])).toBe("");
	});

	it("leads through the middles of cells", () => {
		expect(middleOf({ x: 1, y: 2 })).toEqual({ x: 60, y: 100 });
		const way = wayPath([
			{ x: 0, y: 0 },
			{ x: 1, y: 1 },
		]);
		expect(way).toBe("M20 20L60 60");
		expect(covered(cellsPath([{ x: 3, y: 4 }]))).toEqual(["3,4"]);
	});
});
