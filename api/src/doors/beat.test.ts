import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBeat } from "./beat.js";
import { createDoorCounts } from "./door-counts.js";

describe("the beat", () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it("[DR8] calls all members with one timer, and has none without members", () => {
		const counts = createDoorCounts();
		const beat = createBeat(15, counts);
		expect(vi.getTimerCount()).toBe(0);
		const ticks = [0, 0];
		const [first, second] = [0, 1].map((index) => ({ tick: () => void (ticks[index]! += 1) }));
		for (const member of [first!, second!]) beat.join(member);
		expect([vi.getTimerCount(), counts.timers]).toEqual([1, 1]);
		vi.advanceTimersByTime(30_000);
		beat.leave(first!);
		beat.leave(first!);
		vi.advanceTimersByTime(15_000);
		expect(ticks).toEqual([2, 3]);
		beat.leave(second!);
		expect([vi.getTimerCount(), counts.timers]).toEqual([0, 0]);
	});

	it("lets a member leave during its call", () => {
		const beat = createBeat(1, createDoorCounts());
		let others = 0;
		const leaver = { tick: () => beat.leave(leaver) };
		beat.join(leaver);
		beat.join({ tick: () => void (others += 1) });
		vi.advanceTimersByTime(2000);
		expect(others).toBe(2);
	});
});
