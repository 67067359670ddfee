import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Stride } from "./buffers";
import { neverPause } from "./slicing";
import { StretchedLinks } from "./stretched";

const SLOTS = 12;
const NOWHERE = 0 / 0;

type Pair = readonly [number, number];

/**
 * What is left of some pairs after a last frame with these stretched links, in which each slot stood this far
 * along a line. The place of slot 0 is the last one, and so on down.
 */
function sifted(ends: readonly Pair[], xs: readonly number[], last = new StretchedLinks()): StretchedLinks {
	const slots = buffer.create(xs.size() * 4);
	const positions = buffer.create(xs.size() * Stride.Point);
	xs.forEach((x, slot) => {
		buffer.writei32(slots, (xs.size() - 1 - slot) * 4, slot);
		buffer.writef64(positions, slot * Stride.Point, x);
	});
	const links = new StretchedLinks();
	links.pairs = buffer.create(ends.size() * Stride.Link);
	links.count = ends.size();
	ends.forEach(([a, b], i) => {
		buffer.writei32(links.pairs, i * Stride.Link, xs.size() - 1 - a);
		buffer.writei32(links.pairs, i * Stride.Link + 4, xs.size() - 1 - b);
	});
	const lengths = { formSquared: 100, breakSquared: 144 };
	links.sift({ slots, positions, stretched: last, total: xs.size(), ...lengths }, neverPause);
	return links;
}

/** The ends of slots that there are left, "a-b", in the order given. */
function names(links: StretchedLinks, total: number): string[] {
	const slotAt = (i: number) => total - 1 - buffer.readi32(links.pairs, i * 4);
	const found: string[] = [];
	for (const i of $range(0, links.count - 1)) found.push(`${slotAt(2 * i)}-${slotAt(2 * i + 1)}`);
	return found;
}

export = (t: Suite) => {
	t.it("keeps whom the last frame had within the length that makes a link", () => {
		const xs = [0, 10, 20.1];
		const links = sifted(
			[
				[1, 0],
				[1, 2],
				[2, 0],
			],
			xs,
		);
		expect(names(links, 3)).toEqual(["1-0"]);
		expect([links.has(0, 1), links.has(1, 0), links.has(1, 2)]).toEqual([true, true, false]);
	});

	t.it("keeps whom the last frame had between the lengths, if they were linked then", () => {
		const once = sifted([[0, 1]], [0, 9, 20.5]);
		const twice = sifted(
			[
				[1, 0],
				[2, 1],
			],
			[0, 12, 1],
			once,
		);
		expect(names(twice, 3)).toEqual(["1-0"]);
		expect(names(sifted([[0, 1]], [0, 12.01, 1], once), 3)).toEqual([]);
	});

	t.it("keeps nobody who was nowhere", () => {
		expect(names(sifted([[0, 1]], [NOWHERE, 3]), 2)).toEqual([]);
		expect(names(sifted([[0, 1]], [NOWHERE, NOWHERE]), 2)).toEqual([]);
	});

	t.it("knows nothing of slots that came later", () => {
		expect(new StretchedLinks().has(0, 1)).toBe(false);
		const links = sifted([[0, 1]], [0, 1]);
		expect(links.has(500, 900)).toBe(false);
		expect(names(sifted([[2, 3]], [0, 0, 0, 11], links), 4)).toEqual([]);
	});

	t.property("agrees with a set of pairs, over some frames", 100, (random) => {
		let last = new StretchedLinks();
		let linked = new Set<string>();
		for (const _ of $range(1, 4)) {
			const total = random.integer(2, SLOTS);
			const xs: number[] = [];
			for (const __ of $range(1, total)) xs.push(random.integer(0, 30));
			const candidates: Pair[] = [];
			const expected = new Set<string>();
			for (const a of $range(0, total - 2)) {
				for (const b of $range(a + 1, total - 1)) {
					const away = math.abs(xs[a]! - xs[b]!);
					if (random.chance(0.5)) {
						candidates.push(random.chance(0.5) ? [a, b] : [b, a]);
						if (away <= 10 || (away <= 12 && linked.has(`${a}-${b}`))) expected.add(`${a}-${b}`);
					}
				}
			}
			last = sifted(candidates, xs, last);
			linked = expected;
			expect(last.count).toBe(expected.size());
			for (const a of $range(0, SLOTS - 1)) {
				for (const b of $range(a + 1, SLOTS)) expect(last.has(b, a)).toBe(expected.has(`${a}-${b}`));
			}
		}
	});
};
