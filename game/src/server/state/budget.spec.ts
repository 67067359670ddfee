import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { RequestBudget } from "./budget";
import type { RequestClass } from "./budget";

const CONFIG = { requestsPerMinute: 400, requestBurst: 20 };
const CLASSES: readonly RequestClass[] = ["urgent", "poll", "snapshot"];

function drain(budget: RequestBudget, kind: RequestClass, now: number): number {
	let taken = 0;
	while (budget.take(kind, now)) taken += 1;
	return taken;
}

export = (t: Suite) => {
	t.it("leaves the last requests to those above", () => {
		const budget = new RequestBudget(CONFIG);
		expect(drain(budget, "snapshot", 0)).toBe(10);
		expect(drain(budget, "poll", 0)).toBe(5);
		expect(drain(budget, "urgent", 0)).toBe(5);
		expect(budget.allows("urgent", 0)).toBe(false);
	});
	t.it("asks without taking", () => {
		const budget = new RequestBudget(CONFIG);
		for (const _ of $range(1, 100)) expect(budget.allows("snapshot", 0)).toBe(true);
		expect(budget.gauge(0).available).toBe(20);
	});
	t.it("fills up with time, and not beyond its burst", () => {
		const budget = new RequestBudget(CONFIG);
		drain(budget, "urgent", 0);
		expect(drain(budget, "urgent", 1)).toBe(6);
		expect(drain(budget, "urgent", 1000)).toBe(20);
	});
	t.it("shows where it stands", () => {
		const budget = new RequestBudget(CONFIG);
		for (const i of $range(1, 4)) budget.take("urgent", i);
		expect(budget.gauge(4)).toEqual({ available: 19, burst: 20, lastMinute: 4, perMinute: 400 });
		expect(budget.gauge(62.5).lastMinute).toBe(2);
		expect(budget.gauge(64).lastMinute).toBe(0);
	});
	t.it("works with bounds that leave hardly anything", () => {
		const tiny = new RequestBudget({ requestsPerMinute: 6, requestBurst: 1 });
		expect(tiny.take("snapshot", 0)).toBe(true);
		expect(tiny.take("snapshot", 1)).toBe(false);
		expect(tiny.take("snapshot", 15)).toBe(true);
		const steep = new RequestBudget({ requestsPerMinute: 10, requestBurst: 50 });
		expect(drain(steep, "urgent", 0)).toBe(5);
		expect(drain(steep, "urgent", 60)).toBe(5);
	});
	t.property("never lets more than its rate out in any 60 s, whoever asks and however", 50, (random) => {
		const requestsPerMinute = random.integer(4, 100);
		const requestBurst = random.integer(1, 120);
		const budget = new RequestBudget({ requestsPerMinute, requestBurst });
		const sent: number[] = [];
		let now = 0;
		let from = 0;
		for (const _ of $range(1, 2000)) {
			now += random.chance(0.9) ? random.between(0, 0.5) : random.between(0, 20);
			if (budget.take(random.pick(CLASSES), now)) sent.push(now);
			while (from < sent.size() && sent[from]! <= now - 60) from += 1;
			expect(sent.size() - from).toBeAtMost(requestsPerMinute);
			expect(budget.gauge(now).lastMinute).toBe(sent.size() - from);
		}
		expect(sent.size() > 0).toBe(true);
	});
};
