import { describe, expect, it } from "vitest";
import { NO_WORLD } from "../../../client/index.js";
import { createScene } from "./scene.js";
import { isOver, presenceOf, shownMs, type Speech } from "./speech.js";

const speech = (text: string): Speech => ({ id: "a", text, at: 1_000 });

describe("a speech", () => {
	it("[PG26] stays as long as it takes to read, within bounds", () => {
		expect(shownMs(speech("Hi"))).toBeLessThan(2_500);
		expect(shownMs(speech("x".repeat(60)))).toBeGreaterThan(5_000);
		expect(shownMs(speech("x".repeat(10_000)))).toBe(9_000);
	});

	it("[PG26] fades in and out, and does neither where motion is not wanted", () => {
		const one = speech("Hello there");
		const end = 1_000 + shownMs(one);
		expect(presenceOf(one, 1_050)).toBeLessThan(0.5);
		expect(presenceOf(one, 2_000)).toBe(1);
		expect(presenceOf(one, end - 100)).toBeLessThan(0.5);
		expect(presenceOf(one, 1_000, true)).toBe(1);
		expect(presenceOf(one, end - 1, true)).toBe(1);
		expect([presenceOf(one, end), isOver(one, end), isOver(one, end - 1)]).toEqual([0, true, false]);
	});

	it("[PG26] is replaced by the speaker's next one, and is gone when it is over", () => {
		const scene = createScene();
		scene.accept(NO_WORLD, 0);
		scene.step(0);
		expect(scene.step(10)).toBe(false);
		scene.speak({ id: "a", text: "first", at: 20 });
		scene.speak({ id: "a", text: "second", at: 30 });
		expect([...scene.speeches.values()].map(({ text }) => text)).toEqual(["second"]);
		expect(scene.step(1_000)).toBe(true);
		expect(scene.speeches.get("a")?.presence).toBe(1);
		// The step that takes the words away is another picture still.
		expect(scene.step(20_000)).toBe(true);
		expect(scene.speeches.size).toBe(0);
		expect(scene.step(20_010)).toBe(false);
	});
});
