import { Gauge, type Registry } from "prom-client";
import type { Probe } from "../http/probes.js";
import type { Database } from "./database.js";

/** Whether the database answers. It can be done without for a while: what needs it is refused meanwhile. */
export function databaseProbe({ status }: Pick<Database, "status">): Probe {
	return {
		name: "database",
		required: false,
		check: () => {
			const { engine, ready, detail } = status();
			return { ready, detail: detail === undefined ? engine : `${engine}: ${detail}` };
		},
	};
}

/** Shows the database as `earshot_database_…` in `registry`, read when somebody looks. */
export function measureDatabase({ status }: Pick<Database, "status">, registry: Registry): void {
	new Gauge({
		name: "earshot_database_ready",
		help: "Whether the database answers calls: 1 or 0.",
		labelNames: ["engine"],
		registers: [registry],
		collect() {
			const { engine, ready } = status();
			this.set({ engine }, ready ? 1 : 0);
		},
	});
	new Gauge({
		name: "earshot_database_connections",
		help: "Connections to the database by what they do, and callers that wait for one.",
		labelNames: ["state"],
		registers: [registry],
		collect() {
			const { open, idle, waiting } = status().connections;
			this.set({ state: "busy" }, open - idle);
			this.set({ state: "idle" }, idle);
			this.set({ state: "waiting" }, waiting);
		},
	});
}
