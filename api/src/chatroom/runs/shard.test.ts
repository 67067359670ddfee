import { describe, expect, it } from "vitest";
import { shardOf, SHARDS } from "./shard.js";

describe("shards", () => {
	it("[CG1] are as full as each other, whether ids are consecutive, short or long", () => {
		const kinds = [
			(at: number) => String(at),
			(at: number) => String(2_000_000_000 + 7 * at),
			(at: number) => `demo-${at}`,
		];
		for (const kind of kinds) {
			const counts = new Array<number>(SHARDS).fill(0);
			for (let at = 0; at < 64_000; at += 1) counts[shardOf(kind(at))]! += 1;
			expect(Math.min(...counts)).toBeGreaterThan(700);
			expect(Math.max(...counts)).toBeLessThan(1_300);
		}
	});

	it("[CG1] are whole numbers that do not change from one release to the next", () => {
		expect(["", "1", "ana", "é🌍"].map(shardOf)).toEqual([5, 28, 5, 63]);
		expect(SHARDS).toBe(64);
	});
});
