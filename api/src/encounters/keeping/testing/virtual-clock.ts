import { afterEach, beforeEach, vi } from "vitest";

/** Time stands still in the tests of a block, but for the seconds that are let pass. */
export function virtualClock(): (seconds: number) => Promise<unknown> {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
	});
	afterEach(() => void vi.useRealTimers());
	return (seconds) => vi.advanceTimersByTimeAsync(seconds * 1_000);
}
