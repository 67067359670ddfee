import { Counter, Gauge, type Registry } from "prom-client";
import type { Probe } from "../http/probes.js";
import type { Bus } from "./bus.js";

/** Whether others hear what is told over the bus. It can be done without: the log holds what must not be missed. */
export function busProbe(bus: Pick<Bus, "status">): Probe {
	return {
		name: "bus",
		required: false,
		check: () => {
			const { engine, ready, detail } = bus.status();
			return { ready, detail: detail === undefined ? engine : `${engine}: ${detail}` };
		},
	};
}

/** Shows in `registry` whether others hear the bus, what is listened to, and what was told. */
export function measureBus(bus: Pick<Bus, "status">, registry: Registry): void {
	const registers = [registry];
	new Gauge({
		name: "earshot_bus_ready",
		help: "Whether other processes hear what is published.",
		registers,
		collect() {
			this.set(bus.status().ready ? 1 : 0);
		},
	});
	new Gauge({
		name: "earshot_bus_subjects",
		help: "Subjects that are listened to here.",
		registers,
		collect() {
			this.set(bus.status().subjects);
		},
	});
	new Counter({
		name: "earshot_bus_published_total",
		help: "What was published here.",
		registers,
		collect() {
			this.reset();
			this.inc(bus.status().published);
		},
	});
	new Counter({
		name: "earshot_bus_unheard_total",
		help: "Of that, what other processes could not hear; what must not be missed is in the log.",
		registers,
		collect() {
			this.reset();
			this.inc(bus.status().unheard);
		},
	});
}
