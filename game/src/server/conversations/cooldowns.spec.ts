import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Cooldowns } from "./cooldowns";

export = (t: Suite) => {
	t.it("holds for one direction and its time, to the second", () => {
		const cooldowns = new Cooldowns(30);
		expect(cooldowns.isOver("a", "b", 0)).toBe(true);
		cooldowns.start("a", "b", 10);
		expect(cooldowns.isOver("a", "b", 39.9)).toBe(false);
		expect(cooldowns.isOver("a", "b", 40)).toBe(true);
		expect(cooldowns.isOver("b", "a", 10)).toBe(true);
		expect(cooldowns.isOver("a", "c", 10)).toBe(true);
	});

	t.it("starts both ways around somebody who parts", () => {
		const cooldowns = new Cooldowns(30);
		cooldowns.startAround("a", ["a", "b", "c"], 0);
		expect(cooldowns.isOver("a", "b", 1) || cooldowns.isOver("c", "a", 1)).toBe(false);
		expect(cooldowns.isOver("b", "c", 1)).toBe(true);
		expect(cooldowns.size()).toBe(4);
	});

	t.it("begins anew where it starts again, and forgets what is over", () => {
		const cooldowns = new Cooldowns(30);
		cooldowns.start("a", "b", 0);
		cooldowns.start("a", "b", 20);
		cooldowns.start("a", "c", 0);
		cooldowns.sweep(40);
		expect(cooldowns.size()).toBe(1);
		expect(cooldowns.isOver("a", "b", 49)).toBe(false);
		cooldowns.sweep(50);
		expect(cooldowns.size()).toBe(0);
	});
};
