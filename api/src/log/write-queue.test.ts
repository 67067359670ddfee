import { describe, expect, it } from "vitest";
import { createWriteQueue } from "./write-queue.js";

describe("a queue of writes", () => {
	it("does one job after the other, with what follows each in between, though one fails", async () => {
		const done: string[] = [];
		const queue = createWriteQueue({
			maxWaiting: 9,
			full: () => new Error("full"),
			afterEach: async () => void done.push("after"),
		});
		const job = (name: string) => async () => {
			await Promise.resolve();
			done.push(name);
			if (name === "b") throw new Error("no");
			return name;
		};
		const results = await Promise.allSettled(["a", "b", "c"].map((name) => queue.add(job(name))));
		await queue.idle();
		expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
		expect(done).toEqual(["a", "after", "b", "after", "c", "after"]);
	});

	it("refuses what is too much, and takes more once there is room", async () => {
		const queue = createWriteQueue({
			maxWaiting: 1,
			full: () => new Error("full"),
			afterEach: () => Promise.resolve(),
		});
		const first = queue.add(async () => 1);
		expect(() => queue.add(async () => 2)).toThrow("full");
		expect(await first).toBe(1);
		expect(await queue.add(async () => 3)).toBe(3);
	});
});
