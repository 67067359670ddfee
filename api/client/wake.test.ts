import { afterEach, describe, expect, it, vi } from "vitest";
import { browserWake } from "./wake.js";

afterEach(() => vi.unstubAllGlobals());

describe("browserWake", () => {
	it("[SS13] checks when the page is shown again and when the network is back, until stopped", () => {
		const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
		const frame = new EventTarget();
		vi.stubGlobal("document", page);
		vi.stubGlobal("window", frame);
		let checks = 0;
		const stop = browserWake(() => (checks += 1));
		page.dispatchEvent(new Event("visibilitychange"));
		expect(checks).toBe(0);
		page.visibilityState = "visible";
		page.dispatchEvent(new Event("visibilitychange"));
		frame.dispatchEvent(new Event("online"));
		expect(checks).toBe(2);
		stop();
		page.dispatchEvent(new Event("visibilitychange"));
		frame.dispatchEvent(new Event("online"));
		expect(checks).toBe(2);
	});

	it("[SS13] does nothing where there is no page", () => {
		expect(browserWake(() => expect.unreachable())()).toBeUndefined();
	});
});
