import { Gauge, type Registry } from "prom-client";
import type { Log } from "./log.js";

const FAN_OUTS = ["nats", "polling"] as const;

/** Shows in `registry`, read when somebody looks, whether the log can be used, and how shared ones hear of appends. */
export function measureLog(log: Pick<Log, "shared" | "status">, registry: Registry): void {
	new Gauge({
		name: "earshot_log_ready",
		help: "Whether the log takes entries: 1, or 0 while its engine is away.",
		labelNames: ["engine"],
		registers: [registry],
		collect() {
			const { engine, ready } = log.status();
			this.set({ engine }, ready ? 1 : 0);
		},
	});
	if (!log.shared) return;
	new Gauge({
		name: "earshot_log_fan_out",
		help: "How this process hears of the others' appends: 1 for the way that is in use.",
		labelNames: ["by"],
		registers: [registry],
		collect() {
			const { fanOut } = log.status();
			for (const by of FAN_OUTS) this.set({ by }, by === fanOut ? 1 : 0);
		},
	});
}
