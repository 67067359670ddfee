import { describe, expect, it } from "vitest";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { abortable } from "./abortable.js";

const never = new AbortController().signal;
const deaf = (): Promise<string> => new Promise(() => undefined);

describe("abortable", () => {
	it("[SS9] ends as its task does, and then aborts the signal for whatever the task left behind", async () => {
		const clock = createManualClock();
		let signal: AbortSignal | undefined;
		const task = abortable(clock, never, (given) => {
			signal = given;
			return Promise.resolve("done");
		});
		expect(await task.done).toBe("done");
		expect(signal?.aborted).toBe(true);
		await expect(abortable(clock, never, () => Promise.reject(new Error("no"))).done).rejects.toThrow("no");
		expect(clock.pending()).toBe(0);
	});

	it("[SS9] does not wait for a task that does not listen", async () => {
		const clock = createManualClock();
		const given = abortable(clock, never, deaf);
		given.abort(new Error("silent"));
		clock.advance(1000);
		await expect(given.done).rejects.toThrow("silent");

		const stop = new AbortController();
		const stopped = abortable(clock, stop.signal, deaf);
		stop.abort(new Error("closed"));
		const late = abortable(clock, stop.signal, deaf);
		clock.advance(1000);
		await expect(stopped.done).rejects.toThrow("closed");
		await expect(late.done).rejects.toThrow("closed");
	});

	it("[SS9] lets a task that listens say what its end was", async () => {
		const clock = createManualClock();
		const task = abortable(clock, never, async (signal) => {
			await new Promise((resolve) => signal.addEventListener("abort", resolve));
			throw new Error(`because of ${(signal.reason as Error).message}`);
		});
		task.abort(new Error("silence"));
		await expect(task.done).rejects.toThrow("because of silence");
		expect(clock.pending()).toBe(0);
	});
});
