import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { borderOf, MOST_DRAWN, pathsOf, windowOf } from "./ground-lines";

const ground = { corner: { x: -20, z: 40 }, studs: 5, width: 14, height: 11, reach: [] };

export = (t: Suite) => {
	t.it("[EG13] draws every side of every cell of a map, once", () => {
		const drawn = windowOf(ground, { x: 9_999, z: 0 });
		expect(drawn).toEqual({ x: 0, y: 0, width: 14, height: 11 });
		const sides = new Set<string>();
		let count = 0;
		for (const path of pathsOf(drawn)) {
			for (const at of $range(1, path.size() - 1)) {
				const [from, to] = [path[at - 1]!, path[at]!];
				expect(to.x - from.x + (to.y - from.y)).toBe(1);
				sides.add(`${from.x} ${from.y} ${to.x} ${to.y}`);
				count += 1;
			}
		}
		expect(count).toBe(12 * 14 + 15 * 11);
		expect(sides.size()).toBe(count);
	});

	t.property(
		"[EG13] draws of a large map what is around the player, and the same for a few steps",
		300,
		(random) => {
			const large = { ...ground, width: random.integer(1, 200), height: random.integer(1, 200) };
			const cell = { x: random.integer(0, large.width - 1), y: random.integer(0, large.height - 1) };
			const spotOf = (x: number, y: number) => ({ x: -20 + (x + 0.5) * 5, z: 40 + (y + 0.5) * 5 });
			const drawn = windowOf(large, spotOf(cell.x, cell.y));
			expect(drawn.width).toBe(math.min(large.width, MOST_DRAWN));
			expect(drawn.height).toBe(math.min(large.height, MOST_DRAWN));
			for (const [at, size, begin, shown] of [
				[cell.x, large.width, drawn.x, drawn.width],
				[cell.y, large.height, drawn.y, drawn.height],
			] as const) {
				expect(begin >= 0 && begin + shown <= size).toBe(true);
				// A turn's walk is in it on all sides, as far as the map goes.
				expect(begin <= math.max(0, at - 12) && begin + shown >= math.min(size, at + 12)).toBe(true);
			}
			const windows = new Set<string>();
			for (const step of $range(0, 5)) {
				const { x, y } = windowOf(large, spotOf(math.min(cell.x + step, large.width - 1), cell.y));
				windows.add(`${x} ${y}`);
			}
			expect(windows.size() <= 2).toBe(true);
		},
	);

	t.it("[EG13] borders the cells where one can go, around what lies between them too", () => {
		const one = borderOf([{ x: 2, y: 3, width: 1 }]);
		expect(one.size()).toBe(4);
		expect(borderOf([])).toEqual([]);
		const ring = [
			{ x: 0, y: 0, width: 3 },
			{ x: 0, y: 1, width: 1 },
			{ x: 2, y: 1, width: 1 },
			{ x: 0, y: 2, width: 3 },
		];
		expect(borderOf(ring).size()).toBe(12 + 4);
	});

	t.property(
		"[EG13] has as many sides to the west as to the east, and to the north as to the south",
		200,
		(random) => {
			const reach = [];
			for (const y of $range(0, 6)) {
				for (let x = 0; x < 8;) {
					const width = random.integer(1, 3);
					if (random.chance(0.5)) reach.push({ x, y, width });
					x += width + 1;
				}
			}
			let [upright, level] = [0, 0];
			for (const [from, to] of borderOf(reach)) {
				if (from.x === to.x) upright += 1;
				else level += 1;
			}
			expect(upright % 2).toBe(0);
			expect(level % 2).toBe(0);
			let runs = 0;
			for (const _ of reach) runs += 1;
			expect(upright).toBe(2 * runs);
		},
	);
};
