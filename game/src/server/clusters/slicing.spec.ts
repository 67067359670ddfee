import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Pause } from "./slicing";
import { sliced } from "./slicing";

/** Work of `units` that each take a millisecond of a clock that only they move. */
function workOf(units: number) {
	let now = 0;
	let done = 0;
	const work = sliced(
		(pause: Pause) => {
			for (const _ of $range(1, units)) {
				pause();
				now += 0.001;
				done += 1;
			}
			return "done";
		},
		{ seconds: () => now },
	);
	return { work, progress: () => done };
}

export = (t: Suite) => {
	t.it("does nothing before its first step", () => {
		expect(workOf(3).progress()).toBe(0);
	});

	t.it("stops once the budget is used up and goes on with the next", () => {
		const { work, progress } = workOf(10);
		expect(work.step(4.5)).toBe(undefined);
		expect(progress()).toBe(5);
		expect(work.step(2.5)).toBe(undefined);
		expect(progress()).toBe(8);
		expect(work.step(100)).toBe("done");
		expect(work.step(100), "again").toBe("done");
		expect(progress()).toBe(10);
	});

	t.it("gets on a point with each step even without a budget", () => {
		const { work, progress } = workOf(3);
		for (const _ of $range(1, 3)) expect(work.step(0)).toBe(undefined);
		expect(work.step(0)).toBe("done");
		expect(progress()).toBe(3);
	});

	t.it("throws what the work throws", () => {
		const work = sliced(
			(pause: Pause): string => {
				pause();
				error("broken inside");
			},
			{ seconds: () => 0 },
		);
		expect(work.step(0)).toBe(undefined);
		expect(() => work.step(0)).toThrow("broken inside");
	});
};
