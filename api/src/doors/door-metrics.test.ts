import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { createDoorCounts } from "./door-counts.js";
import { measureDoors } from "./door-metrics.js";

describe("metrics of the doors", () => {
	it("[DR30] shows what is open and what was done, as it is when somebody looks", async () => {
		const counts = createDoorCounts();
		const registry = new Registry();
		measureDoors({ counts: () => ({ ...counts }) }, registry);
		counts.sse = 3;
		counts.delivered = 7;
		const first = await registry.metrics();
		expect(first).toContain("earshot_doors_sse 3");
		expect(first).toContain("earshot_doors_delivered_total 7");
		counts.sse = 1;
		counts.delivered = 9;
		const second = await registry.metrics();
		expect(second).toContain("earshot_doors_sse 1");
		expect(second).toContain("earshot_doors_delivered_total 9");
	});
});
