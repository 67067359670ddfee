import { deepEqual, expect, show } from "./expect";
import { SeededRandom } from "./random";
import { runSpec } from "./suite";
import type { Suite } from "./suite";

export = (t: Suite) => {
	t.it("compares tables by content", () => {
		expect(deepEqual({ a: [1, 2], b: { c: true } }, { b: { c: true }, a: [1, 2] })).toBe(true);
		expect(deepEqual([1, 2], [1, 2, 3])).toBe(false);
		expect(deepEqual({ a: 1 }, { a: 1, b: false })).toBe(false);
		expect(show({ b: 1, a: "x" })).toBe('{a: "x", b: 1}');
	});
	t.it("goes on after a failing case and reports it", () => {
		const results = runSpec(
			"s",
			(inner) => {
				inner.it("bad", () => expect(1).toBe(2));
				inner.it("good", () => expect(1).toBe(1));
			},
			{ base: 1 },
		);
		expect(results.size()).toBe(2);
		expect(results[0]!.error !== undefined).toBe(true);
		expect(results[1]!.error).toBe(undefined);
	});
	t.it("names the seed of a failing property, and that seed fails again", () => {
		const rule = (random: SeededRandom) => expect(random.integer(1, 6) !== 6).toBe(true);
		const first = runSpec("s", (inner) => inner.property("no six", 200, rule), { base: 7 })[0]!;
		const [seedText] = string.match(first.error!, "seed (%d+)");
		const again = runSpec("s", (inner) => inner.property("no six", 200, rule), {
			base: 1,
			replay: tonumber(seedText)!,
		})[0]!;
		expect(again.error !== undefined).toBe(true);
	});
	t.it("gives the same numbers for the same seed, within bounds", () => {
		const a = new SeededRandom(42);
		const b = new SeededRandom(42);
		for (const _ of $range(1, 1000)) {
			const value = a.integer(-3, 3);
			expect(b.integer(-3, 3)).toBe(value);
			expect(value).toBeAtLeast(-3);
			expect(value).toBeAtMost(3);
		}
	});
};
