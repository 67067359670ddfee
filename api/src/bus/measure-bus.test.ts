import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import type { BusStatus } from "./bus.js";
import { busProbe, measureBus } from "./measure-bus.js";
import { createMemoryBus } from "./memory-bus.js";

const away = {
	status: (): BusStatus => ({
		engine: "nats",
		ready: false,
		detail: "NATS cannot be reached",
		subjects: 2,
		published: 5,
		unheard: 3,
	}),
};

describe("what is said of the bus", () => {
	it("[RL11] it can be done without, and names its engine and what is away", async () => {
		const probe = busProbe(away);
		expect(probe).toMatchObject({ name: "bus", required: false });
		expect(await probe.check()).toEqual({ ready: false, detail: "nats: NATS cannot be reached" });
		const own = createMemoryBus({ report: () => undefined });
		expect(await busProbe(own).check()).toEqual({ ready: true, detail: "memory" });
	});

	it("[RL11] is measured", async () => {
		const registry = new Registry();
		measureBus(away, registry);
		await registry.metrics();
		const text = await registry.metrics();
		for (const line of [
			"earshot_bus_ready 0",
			"earshot_bus_subjects 2",
			"earshot_bus_published_total 5",
			"earshot_bus_unheard_total 3",
		]) {
			expect(text.split("\n")).toContain(line);
		}
	});
});
