import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { LateAnswers } from "./late-answers";

export = (t: Suite) => {
	t.it("calls an answer late once, and then a duplicate", () => {
		const late = new LateAnswers();
		late.ended("a", "local");
		late.ended("b", "cancelled");
		for (const id of ["a", "b"]) expect([late.judge(id), late.judge(id)]).toEqual(["late", "duplicate"]);
	});
	t.it("knows an answer that was given, and one that was never asked for", () => {
		const late = new LateAnswers();
		late.ended("a", "queue");
		late.ended("b", "direct");
		expect([late.judge("a"), late.judge("b"), late.judge("c")]).toEqual(["duplicate", "duplicate", "stray"]);
	});
	t.it("forgets the oldest", () => {
		const late = new LateAnswers();
		for (const i of $range(1, 2_001)) late.ended(`m${i}`, "local");
		expect(late.judge("m1")).toBe("stray");
		expect(late.judge("m2")).toBe("late");
		expect(late.judge("m2001")).toBe("late");
	});
};
