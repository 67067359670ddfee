import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startSweeping } from "./sweeping.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("[CL1] what is to be done now and then is done every 15 s, all of it, until it is stopped", () => {
	const done: string[] = [];
	const stop = startSweeping([
		() => new Promise(() => done.push("one that never ends")),
		async () => void done.push("another"),
	]);
	expect(done).toEqual([]);
	vi.advanceTimersByTime(30_000);
	expect(done).toEqual(["one that never ends", "another", "one that never ends", "another"]);
	stop();
	vi.advanceTimersByTime(60_000);
	expect(done).toHaveLength(4);
});
