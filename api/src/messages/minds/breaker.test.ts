import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BREAKER_FAILURES, BREAKER_PAUSE_SECONDS, createBreaker } from "./breaker.js";

function broken(now = 0): ReturnType<typeof createBreaker> {
	const breaker = createBreaker();
	for (let count = 0; count < BREAKER_FAILURES; count += 1) {
		expect(breaker.enter(now)).toBe(true);
		breaker.failed(now);
	}
	return breaker;
}

describe("a breaker", () => {
	it("[MD10] lets through until so many in a row have failed", () => {
		const breaker = createBreaker();
		for (let count = 0; count < BREAKER_FAILURES - 1; count += 1) breaker.failed(0);
		breaker.succeeded();
		for (let count = 0; count < BREAKER_FAILURES - 1; count += 1) breaker.failed(0);
		expect(breaker.state(0)).toBe("closed");
		expect(breaker.enter(0)).toBe(true);
		breaker.failed(0);
		expect(breaker.state(0)).toBe("open");
		expect(breaker.failures()).toBe(BREAKER_FAILURES);
		expect(breaker.enter(BREAKER_PAUSE_SECONDS - 0.001)).toBe(false);
	});

	it("[MD10] lets one try after its pause, and closes with it", () => {
		const breaker = broken();
		expect(breaker.state(BREAKER_PAUSE_SECONDS)).toBe("half-open");
		expect(breaker.enter(BREAKER_PAUSE_SECONDS)).toBe(true);
		expect(breaker.enter(BREAKER_PAUSE_SECONDS)).toBe(false);
		breaker.succeeded();
		expect(breaker.state(BREAKER_PAUSE_SECONDS)).toBe("closed");
		expect(breaker.enter(BREAKER_PAUSE_SECONDS)).toBe(true);
	});

	it("[MD10] opens again at once where that one fails", () => {
		const breaker = broken();
		breaker.enter(BREAKER_PAUSE_SECONDS);
		breaker.failed(BREAKER_PAUSE_SECONDS + 1);
		expect(breaker.state(2 * BREAKER_PAUSE_SECONDS)).toBe("open");
		expect(breaker.enter(2 * BREAKER_PAUSE_SECONDS + 1)).toBe(true);
	});

	it("[MD10] lets the next try where that one was given up", () => {
		const breaker = broken();
		breaker.enter(BREAKER_PAUSE_SECONDS);
		breaker.abandoned();
		expect(breaker.state(BREAKER_PAUSE_SECONDS)).toBe("half-open");
		expect(breaker.enter(BREAKER_PAUSE_SECONDS)).toBe(true);
	});

	it("[MD10] never keeps a service that works from being asked for longer than a pause", () => {
		const steps = fc.array(fc.record({ wait: fc.nat(40), works: fc.boolean() }), { maxLength: 60 });
		fc.assert(
			fc.property(steps, (all) => {
				const breaker = createBreaker();
				let now = 0;
				for (const { wait, works } of all) {
					now += wait;
					if (!breaker.enter(now)) continue;
					if (works) breaker.succeeded();
					else breaker.failed(now);
				}
				expect(breaker.enter(now + BREAKER_PAUSE_SECONDS)).toBe(true);
			}),
		);
	});
});
