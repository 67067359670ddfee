import { describe, expect, it } from "vitest";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { createWatchdog, systemClock } from "./clock.js";

describe("createWatchdog", () => {
	it("[SS9] barks once, after the last touch and the limit", () => {
		const clock = createManualClock();
		let barks = 0;
		const watchdog = createWatchdog(clock, 40_000, () => (barks += 1));
		clock.advance(39_000);
		watchdog.touch();
		clock.advance(39_999);
		expect(watchdog.silentForMs()).toBe(39_999);
		expect(barks).toBe(0);
		clock.advance(1);
		clock.advance(100_000);
		expect(barks).toBe(1);
	});

	it("[SS9] says nothing after its stop and leaves no timer", () => {
		const clock = createManualClock();
		const watchdog = createWatchdog(clock, 10, () => expect.unreachable());
		watchdog.touch();
		watchdog.stop();
		clock.advance(100);
		expect(clock.pending()).toBe(0);
	});
});

describe("systemClock", () => {
	it("runs what was asked for, and not what was stopped", async () => {
		const ran: string[] = [];
		systemClock.after(1, () => ran.push("stopped"))();
		await new Promise<void>((resolve) => systemClock.after(5, resolve));
		expect(ran).toEqual([]);
	});
});
