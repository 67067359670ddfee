import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config/config.js";
import { undescribed } from "../src/http/openapi.js";
import { createTestMind } from "../src/messages/testing/test-mind.js";
import { type Service, createService } from "../src/service.js";

let folder: string;
let service: Service;

const start = (): Promise<Service> =>
	createService({
		config: loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", WORLD_ID: "plaza" }),
		logger: pino({ level: "silent" }),
		version: "0.0.0",
		mind: createTestMind(),
	});

async function stop({ app, onDrain, onClosed }: Service): Promise<void> {
	app.beginDrain();
	for (const step of [...onDrain, ...onClosed]) await step();
	app.stop();
}

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-service-"));
	service = await start();
});

afterEach(async () => {
	await stop(service);
	await rm(folder, { recursive: true, force: true });
});

const snapshot = (x: number) => ({
	timestamp: 1000 + x,
	serverId: "s",
	epoch: "e",
	seq: x,
	clusters: [{ id: "c", members: ["Ada", "Bo"], npcs: 2, players: 0 }],
	events: [{ id: `e-${x}`, type: "greeting", actor: "Ada", at: 1000 + x }],
	humanContext: {
		Ada: { id: "npc-1", type: "npc", position: { x, y: 0, z: 0 }, location: "Market" },
		Bo: { id: "npc-2", type: "npc", position: { x: x + 1, y: 0, z: 0 }, location: "Market" },
	},
});

describe("the whole service", () => {
	it("[ED61] describes every route that it has, and no other", () => {
		expect(undescribed(service.app.routes, service.app.openApi)).toEqual({ missing: [], stale: [] });
	});

	it("takes a snapshot, shows it at every door, and holds it through a restart", async () => {
		const posted = await request(service.app.handler).post("/v1/snapshot/game").send(snapshot(1));
		expect(posted.status, JSON.stringify(posted.body)).toBe(200);
		expect(posted.body).toMatchObject({ ok: true, world: "plaza", tick: 1, missingPositions: [] });
		await request(service.app.handler).post("/letta/v1/snapshot/game").send(snapshot(2)).expect(200);

		const look = async () => {
			const { handler } = service.app;
			const init = await request(handler).get("/world/init?cast=full").expect(200);
			const members = await request(handler).get("/v1/worlds/plaza/members").expect(200);
			const track = await request(handler).get("/v1/worlds/plaza/members/Ada/track").expect(200);
			return { init: init.body as unknown, members: members.body as unknown, track: track.body as unknown };
		};
		const before = await look();
		expect(before.init).toMatchObject({ currentTick: 2 });
		expect(before.members).toMatchObject({ members: [{ id: "npc-1", position: { x: 2 } }, { id: "npc-2" }] });

		await stop(service);
		service = await start();
		expect(await look()).toEqual(before);
		const again = await request(service.app.handler).post("/v1/snapshot/game").send(snapshot(2)).expect(200);
		expect(again.body).toMatchObject({ duplicate: true, tick: 2 });
	});

	it("shows the doors among its metrics, and the log among its probes", async () => {
		const metrics = await request(service.app.handler).get("/metrics").expect(200);
		expect(metrics.text).toContain("earshot_doors_sse 0");
		expect(metrics.text).toContain('earshot_snapshots_ready{keeper="lmdb"} 1');
		expect(metrics.text).toContain('earshot_snapshots_behind_ticks{keeper="archive"} 0');
		const ready = await request(service.app.handler).get("/readyz").expect(200);
		expect(ready.body).toMatchObject({
			status: "ready",
			probes: [
				{ name: "log", ready: true, required: true, detail: "lmdb" },
				{ name: "bus", ready: true, required: false, detail: "memory" },
				{ name: "queue", ready: true, required: false, detail: "memory" },
				{ name: "database", ready: true, required: false, detail: "pglite: opens when it is first needed" },
				{
					name: "snapshots",
					ready: true,
					required: false,
					detail: "lmdb; archive: opens when it is first needed",
				},
			],
		});
	});
});
