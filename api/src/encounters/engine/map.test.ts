import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestFree, sameCell } from "./map.js";
import { canStep, findPath, type Ground, reachable, stepCost } from "./path.js";
import { coverBonus, sees } from "./sight.js";
import { emptyState, type Cell, type MapState } from "./state.js";
import { openRows, roomWith } from "./testing/test-room.js";

const SIZE = 9;

const maps = fc
	.array(fc.constantFrom(..."....##~"), { minLength: SIZE * SIZE, maxLength: SIZE * SIZE })
	.map((cells): MapState => {
		const rows = Array.from({ length: SIZE }, (_, y) => cells.slice(y * SIZE, (y + 1) * SIZE).join(""));
		return { width: SIZE, height: SIZE, rows };
	});
const cells = fc.record({ x: fc.nat(SIZE - 1), y: fc.nat(SIZE - 1) });

function groundOf(
	map: MapState,
	{ barred = [], crowded = [] }: Record<string, readonly Cell[]> = {},
): Ground {
	return {
		map,
		isBarred: (cell) => barred.some((one) => sameCell(one, cell)),
		isCrowded: (cell) => crowded.some((one) => sameCell(one, cell)),
		extraCost: 0,
	};
}

/** What everything costs, by looking at every cell until nothing gets cheaper. */
function costsFrom(ground: Ground, from: Cell): ReadonlyMap<string, number> {
	const costs = new Map([[`${String(from.x)},${String(from.y)}`, 0]]);
	for (let isBetter = true; isBetter;) {
		isBetter = false;
		for (let at = 0; at < SIZE * SIZE * 9; at += 1) {
			const cell = { x: Math.floor(at / 9) % SIZE, y: Math.floor(at / 9 / SIZE) };
			const to = { x: cell.x + (at % 3) - 1, y: cell.y + (Math.floor(at / 3) % 3) - 1 };
			const cost = costs.get(`${String(cell.x)},${String(cell.y)}`);
			if (cost === undefined || sameCell(cell, to) || !canStep(ground, cell, to)) continue;
			const next = cost + stepCost(ground, to);
			if (next >= (costs.get(`${String(to.x)},${String(to.y)}`) ?? Infinity)) continue;
			costs.set(`${String(to.x)},${String(to.y)}`, next);
			isBetter = true;
		}
	}
	return costs;
}

function mapOf(...rows: string[]): { readonly mapState: MapState } {
	return { mapState: { width: rows[0]!.length, height: rows.length, rows } };
}

describe("the map", () => {
	it("[EN18] finds legal ways, none cheaper, and exactly what is within reach", () => {
		fc.assert(
			fc.property(
				maps,
				cells,
				fc.array(cells),
				fc.array(cells),
				fc.nat(14),
				(map, from, barred, crowded, budget) => {
					const ground = groundOf(map, { barred, crowded });
					const costs = costsFrom(ground, from);
					const found = reachable(ground, { from, budget });
					const within = [...costs].filter(([, cost]) => cost <= budget);
					expect(new Map([...found].map(([key, { cost }]) => [key, cost]))).toEqual(new Map(within));
					for (const { cell, before, cost } of found.values()) {
						if (!before) continue;
						expect(canStep(ground, before.cell, cell)).toBe(true);
						expect(cost).toBe(before.cost + stepCost(ground, cell));
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it("[EN18] does not cut blocked corners", () => {
		const { mapState } = mapOf(".#", "..");
		const path = findPath(groundOf(mapState), { from: { x: 0, y: 0 }, to: { x: 1, y: 1 }, budget: 9 });
		expect(path?.map(({ cell }) => cell)).toEqual([
			{ x: 0, y: 0 },
			{ x: 0, y: 1 },
			{ x: 1, y: 1 },
		]);
	});

	it("[EN18] does not end where somebody is, nor where one stands", () => {
		const { mapState } = mapOf("...");
		const ground = groundOf(mapState, { crowded: [{ x: 1, y: 0 }] });
		const from = { x: 0, y: 0 };
		expect(findPath(ground, { from, to: { x: 1, y: 0 }, budget: 9 })).toBeUndefined();
		expect(findPath(ground, { from, to: from, budget: 9 })).toBeUndefined();
		expect(findPath(ground, { from, to: { x: 2, y: 0 }, budget: 9 })?.at(-1)?.cost).toBe(3);
	});

	it("[EN19] has a line of sight both ways or neither", () => {
		fc.assert(
			fc.property(maps, cells, cells, (mapState, one, other) => {
				expect(sees({ mapState }, one, other)).toBe(sees({ mapState }, other, one));
			}),
			{ numRuns: 3_000 },
		);
	});

	it("[EN19] is blocked by what the line goes through, not by what it goes past", () => {
		expect(sees(mapOf("...", ".#.", "..."), { x: 0, y: 0 }, { x: 2, y: 2 })).toBe(false);
		expect(sees(mapOf("...", ".#.", "..."), { x: 0, y: 1 }, { x: 2, y: 1 })).toBe(false);
		expect(sees(mapOf("...", ".#.", "..."), { x: 1, y: 0 }, { x: 1, y: 2 })).toBe(false);
		expect(sees(mapOf("...", ".#.", "..."), { x: 0, y: 0 }, { x: 2, y: 0 })).toBe(true);
		expect(sees(mapOf(".#", ".."), { x: 0, y: 0 }, { x: 1, y: 1 })).toBe(true);
		expect(sees(mapOf("..", "#."), { x: 0, y: 0 }, { x: 1, y: 1 })).toBe(true);
		expect(sees(mapOf("....", "#...", "...."), { x: 0, y: 0 }, { x: 3, y: 2 })).toBe(true);
		for (const rows of [
			[".#", "#."],
			["#.", ".#"],
		]) {
			const isFalling = rows[0] === ".#";
			const [one, other] = isFalling ? [0, 1] : [1, 0];
			expect(sees(mapOf(...rows), { x: one, y: 0 }, { x: other, y: 1 })).toBe(false);
		}
	});

	it("[EN20] gives cover by what stands in the way of a part of the target", () => {
		const state = (...rows: string[]) => ({ ...emptyState(), ...mapOf(...rows) });
		const [from, to] = [
			{ x: 0, y: 1 },
			{ x: 3, y: 1 },
		];
		expect(coverBonus(state("....", "....", "...."), from, to)).toBe(0);
		expect(coverBonus(state("..#.", "....", "...."), from, { x: 3, y: 0 })).toBe(5);
		const room = roomWith([{ entityId: "a" }, { entityId: "b" }, { entityId: "c" }]);
		expect(coverBonus(room.state(), { x: 0, y: 0 }, { x: 2, y: 0 })).toBe(2);
		expect(coverBonus(room.state(), { x: 0, y: 0 }, { x: 1, y: 0 })).toBe(0);
	});

	it("[EN21] finds the nearest cell to stand in, the same for all", () => {
		const room = roomWith([{ entityId: "a" }, { entityId: "b" }], { rows: openRows(3, 3) });
		expect(nearestFree(room.state(), { x: 2, y: 2 })).toEqual({ x: 2, y: 2 });
		expect(nearestFree(room.state(), { x: 0, y: 0 })).toEqual({ x: 0, y: 1 });
		expect(nearestFree(room.state(), { x: 0, y: 0 }, "a")).toEqual({ x: 0, y: 0 });
	});
});
