import { describe, expect, it } from "vitest";
import { createWakes } from "./wakes.js";

describe("wakes", () => {
	it("[LG6] reach the watchers of the topic alone, each once, after the caller is done", async () => {
		const wakes = createWakes();
		const seen: string[] = [];
		wakes.watch("a", () => seen.push("a1"));
		wakes.watch("a", () => seen.push("a2"));
		wakes.watch("b", () => seen.push("b"));
		wakes.wake("a");
		expect(seen).toEqual([]);
		await Promise.resolve();
		expect(seen).toEqual(["a1", "a2"]);
	});

	it("[LG6] take the same function twice as two watchers", async () => {
		const wakes = createWakes();
		let count = 0;
		const wake = (): void => void (count += 1);
		const stop = wakes.watch("a", wake);
		wakes.watch("a", wake);
		stop();
		wakes.wake("a");
		await Promise.resolve();
		expect(count).toBe(1);
	});

	it("[LG6] do not reach who stopped between call and wake, nor confuse who came back", async () => {
		const wakes = createWakes();
		const seen: string[] = [];
		const stop = wakes.watch("a", () => seen.push("old"));
		wakes.wake("a");
		stop();
		wakes.watch("a", () => seen.push("new"));
		stop();
		await Promise.resolve();
		expect(seen).toEqual([]);
		wakes.wake("a");
		await Promise.resolve();
		expect(seen).toEqual(["new"]);
	});
});
