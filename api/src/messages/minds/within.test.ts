import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { abortable, within } from "./within.js";

const deaf = (): Promise<never> => new Promise(() => undefined);
const listeners = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

describe("what has a bounded time", () => {
	it("[MD9] is answered where it is in time, and leaves nothing behind", async () => {
		const caller = new AbortController();
		let inner: AbortSignal | undefined;
		const answer = await within({ seconds: 5, signals: [caller.signal] }, (signal) => {
			inner = signal;
			return Promise.resolve("yes");
		});
		expect(answer).toBe("yes");
		expect(listeners(caller.signal)).toBe(0);
		caller.abort(new Error("late"));
		expect(inner!.aborted).toBe(false);
	});

	it("[MD9] ends at its limit, even where the task hears nothing", async () => {
		const caller = new AbortController();
		await expect(within({ seconds: 0.02, signals: [caller.signal] }, deaf)).rejects.toMatchObject({
			name: "MindError",
			failure: "timeout",
		});
		expect(listeners(caller.signal)).toBe(0);
	});

	it.each([0, 1])("[MD9] ends when caller %i has gone, with the caller's reason", async (index) => {
		const callers = [new AbortController(), new AbortController()];
		const signals = callers.map(({ signal }) => signal);
		let inner: AbortSignal | undefined;
		const ended = within({ seconds: 5, signals }, (signal) => {
			inner = signal;
			return deaf();
		});
		callers[index]!.abort(new Error("gone"));
		await expect(ended).rejects.toThrow("gone");
		expect(inner!.aborted).toBe(true);
		expect(signals.map(listeners)).toEqual([0, 0]);
	});

	it("[MD9] is not begun for a caller that has gone already", async () => {
		let begun = false;
		const task = (): Promise<void> => {
			begun = true;
			return Promise.resolve();
		};
		await expect(
			within({ seconds: 5, signals: [AbortSignal.abort(new Error("gone"))] }, task),
		).rejects.toThrow("gone");
		expect(begun).toBe(false);
	});

	it("[MD9] passes the task's own failure on", async () => {
		const fail = (): Promise<never> => Promise.reject(new Error("mine"));
		await expect(within({ seconds: 5, signals: [] }, fail)).rejects.toThrow("mine");
	});
});

describe("a pause", () => {
	it("[MD9] ends when it is over or its caller has gone, and leaves nothing behind", async () => {
		const caller = new AbortController();
		await abortable(0.01, caller.signal);
		expect(listeners(caller.signal)).toBe(0);
		const paused = abortable(60, caller.signal);
		caller.abort(new Error("gone"));
		await expect(paused).rejects.toThrow("gone");
		await expect(abortable(60, caller.signal)).rejects.toThrow("gone");
	});
});
