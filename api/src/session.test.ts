import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadConfig } from "./config/config.js";
import { createProcess } from "./create-process.js";
import { sendJson, type StubServer, startStubServer } from "./messages/minds/testing/stub-server.js";
import type { RunningProcess } from "./service.js";
import { describeOnNats } from "./testing/nats-server.js";
import { describeOnRedis } from "./testing/redis-server.js";
import { until } from "./testing/until.js";

let folder: string;
let api: StubServer;
let running: RunningProcess | undefined;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-session-"));
	api = await startStubServer(() => ({ experiences: [] }));
});

afterEach(async () => {
	await stop();
	await api.stop();
	await rm(folder, { recursive: true, force: true });
});

async function stop(): Promise<void> {
	for (const step of [...(running?.onDrain ?? []), ...(running?.onClosed ?? [])]) await step();
	running?.app.stop();
	running = undefined;
}

interface Ready {
	readonly probes: readonly { readonly name: string; readonly ready: boolean; readonly required: boolean }[];
}

describeOnRedis("a session", (redis) => {
	describeOnNats("on Redis and NATS", (nats) => {
		const start = async (): Promise<RunningProcess> => {
			const config = loadConfig({
				ROLE: "session",
				DATA_DIR: folder,
				LOG_LEVEL: "silent",
				LOG_ENGINE: "redis",
				REDIS_URL: redis().url,
				NATS_URL: nats().url,
				API_URL: api.url,
			});
			running = await createProcess({ config, logger: pino({ level: "silent" }), version: "0.0.0" });
			return running;
		};
		const ready = async (status: number): Promise<Readonly<Record<string, boolean>>> => {
			const { body } = await request(running!.app.handler).get("/readyz").expect(status);
			return Object.fromEntries((body as Ready).probes.map((probe) => [probe.name, probe.ready]));
		};

		it("[RL21] opens the log and asks the api, and nothing else", async () => {
			await start();
			await until(async () => (await ready(200))["nats"] === true, "NATS reached");
			expect(await ready(200)).toEqual({ log: true, nats: true, api: true });
			expect(await readdir(folder)).toEqual([]);
			expect(await nats().connections()).toBe(1);
			await stop();
			await until(async () => (await nats().connections()) === 0, "gone from NATS");
		});

		it("[RL21] goes on without the api, and says so", async () => {
			await start();
			api.answerWith((_request, response) => sendJson(response, 500, {}));
			expect(await ready(200)).toMatchObject({ log: true, api: false });
			api.answerWith(() => ({}));
			expect(await ready(200)).toMatchObject({ api: true });
		});

		it("[RL21] is not ready without its log, and alive all the same", async () => {
			await redis().kill();
			try {
				await start();
				expect(await ready(503)).toMatchObject({ log: false });
				await request(running!.app.handler).get("/healthz").expect(200, { status: "alive", connections: 0 });
			} finally {
				await redis().start();
			}
			await until(async () => (await request(running!.app.handler).get("/readyz")).status === 200, "ready");
		});
	});
});
