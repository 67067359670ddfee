import { Registry } from "prom-client";
import { expect, it } from "vitest";
import type { DatabaseStatus } from "./database.js";
import { measureDatabase } from "./database-metrics.js";

it("[DB14] shows whether it is ready and what its connections do, as they are when somebody looks", async () => {
	let status: DatabaseStatus = {
		engine: "postgres",
		ready: true,
		connections: { open: 8, idle: 3, waiting: 2 },
	};
	const registry = new Registry();
	measureDatabase({ status: () => status }, registry);
	const metrics = await registry.metrics();
	for (const line of [
		'earshot_database_ready{engine="postgres"} 1',
		'earshot_database_connections{state="busy"} 5',
		'earshot_database_connections{state="idle"} 3',
		'earshot_database_connections{state="waiting"} 2',
	]) {
		expect(metrics).toContain(line);
	}
	status = { engine: "postgres", ready: false, connections: { open: 0, idle: 0, waiting: 0 } };
	expect(await registry.metrics()).toContain('earshot_database_ready{engine="postgres"} 0');
	expect(await registry.metrics()).toContain('earshot_database_connections{state="busy"} 0');
});
