import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import request from "supertest";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadConfig } from "./config/config.js";
import { createTestMind } from "./messages/testing/test-mind.js";
import { createService, type Service } from "./service.js";
import { numbered, person } from "./snapshots/test-payloads.js";
import { describeOnNats } from "./testing/nats-server.js";
import { describeOnRedis } from "./testing/redis-server.js";

/** Redis is looked for five times a second, and given up after a second and a half. */
const PATIENCE = { timeout: 8_000, interval: 50 };

const people = (x: number) => ({ humanContext: { A: person(x), B: person(2) } });

describeOnRedis("services on one Redis", (redis) => {
	describeOnNats("and NATS", (nats) => {
		let folder: string;
		const running: Service[] = [];

		beforeEach(async () => {
			folder = await mkdtemp(join(tmpdir(), "earshot-shared-"));
			await redis().flush();
		});
		afterEach(async () => {
			redis().thaw();
			for (const { app, onDrain, onClosed } of running.splice(0)) {
				app.beginDrain();
				for (const step of [...onDrain, ...onClosed]) await step();
				app.stop();
			}
			await rm(folder, { recursive: true, force: true });
		});

		async function start(env: Readonly<Record<string, string>> = {}) {
			const service = await createService({
				config: loadConfig({
					DATA_DIR: join(folder, String(running.length)),
					LOG_LEVEL: "silent",
					LOG_ENGINE: "redis",
					REDIS_URL: redis().url,
					NATS_URL: nats().url,
					WORLD_ID: "plaza",
					RATE_LIMIT_PER_MINUTE: "1000000",
					...env,
				}),
				logger: pino({ level: "silent" }),
				version: "0.0.0",
				mind: createTestMind(),
			});
			running.push(service);
			const call = () => request(service.app.handler);
			return {
				service,
				call,
				ingest: (seq: number, parts: object) => call().post("/v1/snapshot/game").send(numbered(seq, parts)),
				init: () => call().get("/world/init"),
				ready: async () => (await call().get("/readyz")).body as { status: string },
			};
		}

		it("[WD17] what one acknowledged another shows, and goes on from", async () => {
			const [one, two] = [await start(), await start()];
			expect((await one.ingest(1, people(1)).expect(200)).body).toMatchObject({ tick: 1 });
			expect((await two.init().expect(200)).body).toMatchObject({ currentTick: 1 });
			const delta = { kind: "delta", humanContext: { A: person(9) } };
			expect((await two.ingest(2, delta).expect(200)).body).toMatchObject({ tick: 2 });
			expect((await one.ingest(2, delta).expect(200)).body).toMatchObject({ tick: 2, duplicate: true });
			expect((await one.init().expect(200)).text).toBe((await two.init().expect(200)).text);
			expect((await one.call().get("/v1/worlds").expect(200)).body.worlds).toMatchObject([{ id: "plaza" }]);
		});

		it("[WD24] comes up without Redis, says that it is not ready, and is when Redis comes", async () => {
			const first = await start();
			await first.ingest(1, people(1)).expect(200);
			await redis().kill();
			const late = await start();
			const { body } = await late.call().get("/readyz").expect(503);
			expect(body).toMatchObject({ state: "not_ready" });
			const refused = await late.init().expect(503);
			expect(refused.headers["retry-after"]).toBe("1");
			await late.ingest(2, people(2)).expect(503);
			await late.call().post("/v1/messages").send({ serverId: "s", messages: [] }).expect(503);
			await redis().start();
			await vi.waitFor(async () => expect(await late.ready()).toMatchObject({ status: "ready" }), PATIENCE);
			// What the first one held of the history that went with Redis.
			await vi.waitFor(
				async () => expect((await late.init().expect(200)).body).toMatchObject({ currentTick: 1 }),
				PATIENCE,
			);
			await late.ingest(2, people(2)).expect(200);
		});

		it("[WD18] reads from memory while Redis is away, refuses to write, and goes on", async () => {
			const one = await start();
			await one.ingest(1, people(1)).expect(200);
			await redis().kill();
			await vi.waitFor(async () => expect(await one.ready()).toMatchObject({ status: "degraded" }), PATIENCE);
			expect((await one.init().expect(200)).body).toMatchObject({ currentTick: 1 });
			await one.call().get("/v1/worlds/plaza/members").expect(200);
			const refused = await one.ingest(2, people(2)).expect(503);
			expect(refused.headers["retry-after"]).toBeDefined();
			await one.call().get("/v1/worlds/elsewhere/members").expect(503);
			await redis().start();
			await vi.waitFor(async () => expect(await one.ready()).toMatchObject({ status: "ready" }), PATIENCE);
			const { body } = await one.ingest(2, people(2)).expect(200);
			expect(body).toMatchObject({ tick: 2 });
			expect(body).not.toHaveProperty("duplicate");
		});

		it("[WD18] takes a Redis that does not answer for away, and a payload that it held for taken", async () => {
			const one = await start();
			await one.ingest(1, people(1)).expect(200);
			redis().freeze();
			await one.ingest(2, people(2)).expect(503);
			expect((await one.init().expect(200)).body).toMatchObject({ currentTick: 1 });
			redis().thaw();
			const answer = await vi.waitFor(() => one.ingest(2, people(2)).expect(200), PATIENCE);
			expect(answer.body).toMatchObject({ tick: 2 });
			expect((await one.init().expect(200)).body).toMatchObject({ currentTick: 2 });
		});

		it("[WD19] goes on where Redis was emptied: ticks rise, and nobody is asked for anything", async () => {
			const [one, two] = [await start(), await start()];
			for (const seq of [1, 2, 3]) await one.ingest(seq, people(seq)).expect(200);
			expect((await two.init().expect(200)).body).toMatchObject({ currentTick: 3 });
			await redis().flush();
			const delta = { kind: "delta", humanContext: { A: person(9) } };
			const answer = await vi.waitFor(() => two.ingest(4, delta).expect(200), PATIENCE);
			expect(answer.body).toMatchObject({ tick: 4 });
			await vi.waitFor(
				async () => expect((await one.init().expect(200)).body).toMatchObject({ currentTick: 4 }),
				PATIENCE,
			);
			expect((await one.call().get("/v1/worlds").expect(200)).body.worlds).toMatchObject([{ id: "plaza" }]);
		});
	});
});
