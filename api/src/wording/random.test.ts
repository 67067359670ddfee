import { describe, expect, it } from "vitest";
import { pick, seededRandom } from "./random.js";

describe("seeded numbers", () => {
	it("[MD2] are the same for the same text, and others for another", () => {
		const take = (text: string): readonly number[] => {
			const random = seededRandom(text);
			return [random(), random(), random()];
		};
		expect(take("1 npc m1")).toEqual(take("1 npc m1"));
		expect(take("1 npc m1")).not.toEqual(take("1 npc m2"));
	});

	it("[MD2] spread evenly, the first ones of alike seeds too", () => {
		const buckets = Array.from({ length: 10 }, () => 0);
		for (let seed = 0; seed < 10_000; seed += 1) {
			const value = seededRandom(`1 npc_ada m-${seed}`)();
			expect(value).toBeGreaterThanOrEqual(0);
			expect(value).toBeLessThan(1);
			buckets[Math.floor(value * 10)]! += 1;
		}
		for (const count of buckets) {
			expect(count).toBeGreaterThan(850);
			expect(count).toBeLessThan(1150);
		}
	});

	it("[MD2] pick each, and nothing of nothing", () => {
		const random = seededRandom("pick");
		expect(new Set(Array.from({ length: 100 }, () => pick(random, ["a", "b", "c"])))).toEqual(
			new Set(["a", "b", "c"]),
		);
		expect(pick(random, [])).toBeUndefined();
	});
});
