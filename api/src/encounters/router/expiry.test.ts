import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { expiry } from "./expiry.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const now = (): number => Date.now() / 1000;

it("[ET16] ends at its time, and at once where that is over", () => {
	const { signal } = expiry(now() + 5, now);
	vi.advanceTimersByTime(4_900);
	expect(signal.aborted).toBe(false);
	vi.advanceTimersByTime(200);
	expect(signal.aborted).toBe(true);
	expect(expiry(now() - 1, now).signal.aborted).toBe(true);
});

it("[ET16] a time that is months away is not now", () => {
	const months = 90 * 86_400;
	const { signal } = expiry(now() + months, now);
	vi.advanceTimersByTime((months - 1) * 1000);
	expect(signal.aborted).toBe(false);
	vi.advanceTimersByTime(2_000);
	expect(signal.aborted).toBe(true);
});

it("leaves no clock behind when it is stopped", () => {
	const { signal, stop } = expiry(now() + 5, now);
	stop();
	expect(vi.getTimerCount()).toBe(0);
	expect(signal.aborted).toBe(false);
});
