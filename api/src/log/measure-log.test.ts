import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import type { LogStatus } from "./log.js";
import { measureLog } from "./measure-log.js";
import { createMemoryLog } from "./memory-log.js";

describe("metrics of the log", () => {
	it("[LG30] show whether it can be used, as it is when somebody looks", async () => {
		const registry = new Registry();
		const log = createMemoryLog();
		measureLog(log, registry);
		expect(await registry.metrics()).toContain('earshot_log_ready{engine="memory"} 1');
		await log.close();
		expect(await registry.metrics()).toContain('earshot_log_ready{engine="memory"} 0');
		expect(await registry.metrics()).not.toContain("fan_out");
	});

	it("[LG30] show how a shared log hears of appends", async () => {
		const registry = new Registry();
		let fanOut: "nats" | "polling" = "nats";
		const status = (): LogStatus => ({ engine: "redis", ready: true, fanOut });
		measureLog({ shared: true, status }, registry);
		const first = await registry.metrics();
		expect(first).toContain('earshot_log_fan_out{by="nats"} 1');
		expect(first).toContain('earshot_log_fan_out{by="polling"} 0');
		fanOut = "polling";
		const second = await registry.metrics();
		expect(second).toContain('earshot_log_fan_out{by="nats"} 0');
		expect(second).toContain('earshot_log_fan_out{by="polling"} 1');
	});
});
