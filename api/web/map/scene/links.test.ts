import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linksOf, type LinkPoint } from "./links.js";

const points = fc.array(
	fc.record({ x: fc.integer({ min: 0, max: 50 }), z: fc.integer({ min: 0, max: 50 }) }),
	{ minLength: 1, maxLength: 7 },
);

const length = (all: readonly LinkPoint[], links: readonly (readonly [number, number])[]): number =>
	links.reduce((sum, [a, b]) => sum + (all[a]!.x - all[b]!.x) ** 2 + (all[a]!.z - all[b]!.z) ** 2, 0);

/** Kruskal, to compare with. */
function shortest(all: readonly LinkPoint[]): number {
	const pairs = all.flatMap((_, a) => all.slice(a + 1).map((__, b) => [a, a + 1 + b] as const));
	pairs.sort((one, other) => length(all, [one]) - length(all, [other]));
	const group = all.map((_, index) => index);
	let sum = 0;
	for (const [a, b] of pairs) {
		const [from, to] = [group[a]!, group[b]!];
		if (from === to) continue;
		for (const [index, of] of group.entries()) if (of === from) group[index] = to;
		sum += length(all, [[a, b]]);
	}
	return sum;
}

describe("linksOf", () => {
	it("[PG5] joins all with the least of lines, as another method does", () => {
		fc.assert(
			fc.property(points, (all) => {
				const links = linksOf(all);
				expect(links).toHaveLength(all.length - 1);
				expect(length(all, links)).toBe(shortest(all));
				const reached = new Set([0]);
				for (const [a, b] of links) {
					expect(reached.has(a)).toBe(true);
					reached.add(b);
				}
				expect(reached.size).toBe(all.length);
			}),
		);
	});

	it("[PG5] has nothing to join of nobody and one", () => {
		expect(linksOf([])).toEqual([]);
		expect(linksOf([{ x: 1, z: 1 }])).toEqual([]);
	});
});
