import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDoorCounts } from "./door-counts.js";
import { createExpiries } from "./expiries.js";

describe("expiries", () => {
	beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
	afterEach(() => void vi.useRealTimers());

	const start = () => {
		const counts = createDoorCounts();
		const over: string[] = [];
		const expiries = createExpiries(() => Date.now() / 1000, counts);
		const member = (name: string, expiresAt: number) => ({ expiresAt, expire: () => void over.push(name) });
		return { counts, over, expiries, member };
	};

	it("[DR40] end each within a second after its time, never before, with one timer for all", () => {
		const { counts, over, expiries, member } = start();
		for (const [name, at] of [
			["a", 1002.5],
			["b", 1002.5],
			["c", 1010],
		] as const)
			expiries.join(member(name, at));
		expect([vi.getTimerCount(), counts.timers]).toEqual([1, 1]);
		vi.advanceTimersByTime(2400);
		expect(over).toEqual([]);
		vi.advanceTimersByTime(1100);
		expect(over).toEqual(["a", "b"]);
		vi.advanceTimersByTime(7000);
		expect(over).toEqual(["a", "b", "c"]);
		expect([vi.getTimerCount(), counts.timers]).toEqual([0, 0]);
	});

	it("[DR40] end one whose time is over when it comes", () => {
		const { over, expiries, member } = start();
		expiries.join(member("late", 900));
		expect(over).toEqual([]);
		vi.advanceTimersByTime(1000);
		expect(over).toEqual(["late"]);
	});

	it("[DR11] leave nothing behind for who leaves before, nor for who leaves as it ends", () => {
		const { counts, over, expiries, member } = start();
		const early = member("early", 1005);
		const leaving = { expiresAt: 1005, expire: () => expiries.leave(leaving) };
		expiries.join(early);
		expiries.join(leaving);
		expiries.leave(early);
		expiries.leave(early);
		vi.advanceTimersByTime(6000);
		expect(over).toEqual([]);
		expect([vi.getTimerCount(), counts.timers]).toEqual([0, 0]);
	});
});
