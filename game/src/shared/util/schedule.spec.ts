import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { createSchedule } from "./schedule";

const every = (seconds: number) => () => seconds;

export = (t: Suite) => {
	t.it("runs each task at its phase and then once a period", () => {
		const seen: string[] = [];
		const schedule = createSchedule(
			[
				{ name: "a", periodSeconds: every(2), phaseSeconds: 0, run: (now) => seen.push(`a${now}`) },
				{ name: "b", periodSeconds: every(2), phaseSeconds: 1, run: (now) => seen.push(`b${now}`) },
			],
			10,
			(name, problem) => error(`${name}: ${problem}`),
		);
		for (const now of [10, 10.5, 11, 12, 12.5, 13]) schedule.advance(now);
		expect(seen).toEqual(["a10", "b11", "a12", "b13"]);
	});

	t.it("catches up with one run after a long pause", () => {
		let runs = 0;
		const schedule = createSchedule(
			[{ name: "a", periodSeconds: every(1), phaseSeconds: 0, run: () => runs++ }],
			0,
			() => {},
		);
		schedule.advance(0);
		schedule.advance(60);
		schedule.advance(60.5);
		expect(runs).toBe(2);
		schedule.advance(61);
		expect(runs).toBe(3);
	});

	t.it("reads the period anew each time, so that a pace can change", () => {
		let period = 10;
		const seen: number[] = [];
		const schedule = createSchedule(
			[{ name: "sync", periodSeconds: () => period, phaseSeconds: 0, run: (now) => seen.push(now) }],
			0,
			() => {},
		);
		for (const now of $range(0, 30)) {
			if (now === 10) period = 2;
			schedule.advance(now);
		}
		expect(seen).toEqual([0, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30]);
	});

	t.it("reports a task that throws and goes on with it and the others", () => {
		const problems: string[] = [];
		let others = 0;
		const schedule = createSchedule(
			[
				{ name: "bad", periodSeconds: every(1), phaseSeconds: 0, run: () => error("no") },
				{ name: "good", periodSeconds: every(1), phaseSeconds: 0, run: () => others++ },
			],
			0,
			(name) => problems.push(name),
		);
		schedule.advance(0);
		schedule.advance(1);
		expect(problems).toEqual(["bad", "bad"]);
		expect(others).toBe(2);
	});
};
