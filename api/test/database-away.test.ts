import { pino } from "pino";
import request from "supertest";
import { afterEach, expect, it } from "vitest";
import { loadConfig } from "../src/config/config.js";
import { until } from "../src/testing/until.js";
import { type Service, createService } from "../src/service.js";
import { describeOnPostgres } from "../src/testing/postgres-server.js";

describeOnPostgres("a service whose PostgreSQL is away", (postgres) => {
	let service: Service | undefined;
	afterEach(async () => {
		for (const step of service?.onDrain ?? []) await step();
		for (const step of service?.onClosed ?? []) await step();
		service?.app.stop();
	});
	const readiness = async () =>
		(await request(service!.app.handler).get("/readyz").expect(200)).body as object;

	it("[DB10] goes on, says that it is degraded and why, and is ready again when it is back", async () => {
		const url = await postgres().createDatabase();
		await postgres().kill();
		const config = loadConfig({ LOG_ENGINE: "memory", DATABASE_URL: url });
		service = await createService({ config, logger: pino({ level: "silent" }), version: "test" });
		for (const begin of service.onListening) begin();
		await until(() => !service!.database.status().ready, "its absence noticed");
		const probe = { name: "database", required: false, detail: "postgres: cannot be reached", ready: false };
		expect(await readiness()).toMatchObject({ status: "degraded" });
		expect(await readiness()).toHaveProperty("probes", expect.arrayContaining([probe]));
		const metrics = await request(service.app.handler).get("/metrics").expect(200);
		expect(metrics.text).toContain('earshot_database_ready{engine="postgres"} 0');
		const snapshot = { timestamp: 1, clusters: [], events: [], humanContext: {} };
		await request(service.app.handler).post("/v1/snapshot/game").send(snapshot).expect(200);
		await postgres().start();
		await service.database.opened();
		expect(await readiness()).toMatchObject({ status: "ready" });
	});
});
