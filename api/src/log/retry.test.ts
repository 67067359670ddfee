import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { coalesce } from "./coalesce.js";
import { retry } from "./retry.js";

describe("trying again", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it("[WD18] waits longer from one failure to the next, at most two seconds, until it succeeds", async () => {
		const at: number[] = [];
		let left = 7;
		const trying = retry(
			() => {
				at.push(Date.now());
				left -= 1;
				return left > 0 ? Promise.reject(new Error("away")) : Promise.resolve();
			},
			() => undefined,
		);
		await trying.run();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(at.slice(1).map((time, index) => time - at[index]!)).toEqual([100, 200, 400, 800, 1_600, 2_000]);
		expect(vi.getTimerCount()).toBe(0);
	});

	it("[WD18] is done once more where it is asked for while it is under way, and not after its stop", async () => {
		let runs = 0;
		const pass: (() => void)[] = [];
		const trying = retry(
			() => {
				runs += 1;
				return new Promise((resolve) => pass.push(resolve));
			},
			() => undefined,
		);
		const first = trying.run();
		void trying.run();
		void trying.run();
		pass.shift()!();
		await vi.advanceTimersByTimeAsync(0);
		pass.shift()!();
		await first;
		expect(runs).toBe(2);
		trying.runLater();
		trying.stop();
		await trying.run();
		await vi.advanceTimersByTimeAsync(5_000);
		expect(runs).toBe(2);
	});

	it.each([0, 1, 2, 3, 4, 5, 6, 8, 10])(
		"[WD18] is done once more where it is asked for %i turns after it has ended",
		async (turns) => {
			let runs = 0;
			let pass: () => void = () => undefined;
			const trying = retry(
				() => {
					runs += 1;
					return runs === 1 ? new Promise((resolve) => (pass = resolve)) : Promise.resolve();
				},
				() => undefined,
			);
			const first = trying.run();
			pass();
			for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
			void trying.run();
			await first;
			await vi.advanceTimersByTimeAsync(0);
			expect(runs).toBe(2);
		},
	);
});

describe("a task that many ask for", () => {
	it("[WD17] begins after each asked, never two at a time, and fails only those who share it", async () => {
		let underWay = 0;
		let runs = 0;
		const ask = coalesce(async () => {
			runs += 1;
			const isFirst = runs === 1;
			underWay += 1;
			expect(underWay).toBe(1);
			await new Promise((resolve) => setImmediate(resolve));
			underWay -= 1;
			if (isFirst) throw new Error("the first fails");
		});
		const first = Promise.allSettled([ask(), ask()]);
		await Promise.resolve();
		await Promise.resolve();
		await Promise.resolve();
		expect(runs).toBe(1);
		const second = Promise.allSettled([ask(), ask(), ask()]);
		expect((await first).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
		expect((await second).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
		expect(runs).toBe(2);
	});
});
