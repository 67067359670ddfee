import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { createDoorChoice, type Door } from "./door-choice.js";
import { BetterDue, Lost, Unusable } from "./ends.js";

const ALL: readonly Door[] = ["socket", "stream", "poll"];
const MINUTE = 60_000;

function setUp(order = ALL) {
	const clock = createManualClock();
	return { clock, doors: createDoorChoice(order, clock) };
}

describe("createDoorChoice", () => {
	it("[SS10] picks the best, and the next for each that does not work", () => {
		const { doors } = setUp();
		expect(doors.pick()).toBe("socket");
		expect(doors.fails("socket")).toBe(true);
		expect(doors.pick()).toBe("stream");
		expect(doors.fails("stream")).toBe(true);
		expect(doors.pick()).toBe("poll");
	});

	it("[SS10] begins anew where none works, and says that there is none to try at once", () => {
		const { doors } = setUp();
		expect(ALL.map(doors.fails)).toEqual([true, true, false]);
		expect(doors.pick()).toBe("socket");
	});

	it("[SS24] has a better door due after five minutes, and after twice as long with each failure", () => {
		const { clock, doors } = setUp();
		for (const rest of [5, 10, 20, 40, 60, 60]) {
			doors.fails("socket");
			clock.advance(rest * MINUTE - 1);
			expect(doors.isBetterDue("stream")).toBe(false);
			clock.advance(1);
			expect(doors.isBetterDue("stream")).toBe(true);
			expect(doors.isBetterDue("socket")).toBe(false);
		}
		doors.works("socket");
		doors.fails("socket");
		clock.advance(5 * MINUTE);
		expect(doors.isBetterDue("poll")).toBe(true);
	});

	it("[SS24] forgives every door, but remembers how long to rest the next time", () => {
		const { clock, doors } = setUp();
		doors.fails("socket");
		doors.forgive();
		expect(doors.pick()).toBe("socket");
		doors.fails("socket");
		clock.advance(10 * MINUTE - 1);
		expect(doors.pick()).toBe("stream");
	});

	it("[SS24] leaves a door that is unusable at once, and forgives all where a usable one ends", () => {
		const { doors } = setUp();
		expect(doors.ended("socket", new Unusable("no"))).toBe(true);
		expect(doors.pick()).toBe("stream");
		expect(doors.ended("stream", new BetterDue("now"))).toBe(true);
		expect(doors.pick()).toBe("stream");
		expect(doors.ended("stream", new Lost("cut"))).toBe(false);
		expect(doors.pick()).toBe("socket");
	});

	it("[SS10] always picks one of the order, whatever happened", () => {
		const step = fc.tuple(fc.constantFrom(...ALL), fc.constantFrom("fails", "works", "forgive"), fc.nat(60));
		fc.assert(
			fc.property(fc.shuffledSubarray([...ALL], { minLength: 1 }), fc.array(step), (order, steps) => {
				const { clock, doors } = setUp(order);
				for (const [door, what, minutes] of steps) {
					if (!order.includes(door)) continue;
					const isOtherLeft = doors[what as "fails"](door);
					if (what === "fails" && isOtherLeft) expect(doors.pick()).not.toBe(door);
					if (what === "fails" && !isOtherLeft) expect(doors.pick()).toBe(order[0]);
					clock.advance(minutes * MINUTE);
					expect(order).toContain(doors.pick());
				}
			}),
		);
	});
});
