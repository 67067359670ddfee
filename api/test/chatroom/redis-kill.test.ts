import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { digest } from "../../src/chatroom/runs/testing/digest.js";
import { manySocieties, seedSocieties } from "../../src/chatroom/runs/testing/seed-societies.js";
import { type ChatroomServer, startChatroomServer } from "../../src/chatroom/testing/chatroom-server.js";
import type { Database } from "../../src/db/database.js";
import { openDatabase } from "../../src/db/open-database.js";
import { type Child, startChild } from "../../src/log/testing/child.js";
import { describeOnPostgres } from "../../src/testing/postgres-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import { until } from "../../src/testing/until.js";
import { pick, seededRandom } from "../../src/wording/random.js";
import { SEED, tell } from "../cuts/tell.js";

/** Kills of Redis for each number of workers; `npm run soak` makes 34, as of databases. */
const KILLS = Number(process.env["RUN_KILLS"] ?? 2);

/** At a time, each a process. */
const WORKERS = KILLS > 2 ? [1, 2, 4] : [2];

const SOCIETIES = manySocieties(200);

/** Redis is killed up to so many milliseconds after a run was begun, and is away as long: a whole run takes about that. */
const LIFE_MS = 1_500;

/** Seconds between the slots of runs. */
const APART = 600;

/** A worker is killed with so many of the kills of Redis, and another begins. */
const WORKER_SHARE = 0.3;

const WORKER = new URL("../../src/chatroom/testing/worker-child.ts", import.meta.url);

describeOnPostgres("runs of workers", (postgres) => {
	describeOnRedis("that Redis calls", (redis) => {
		const ends: (() => Promise<unknown>)[] = [];
		afterEach(async () => {
			for (const end of ends.splice(0).reverse()) await end();
		}, 60_000);

		const seeded = async (): Promise<{ readonly url: string; readonly database: Database }> => {
			const url = await postgres().createDatabase();
			const database = openDatabase({ url, report: () => undefined });
			ends.push(() => database.close());
			await database.run((sql) => seedSocieties(sql, SOCIETIES));
			return { url, database };
		};
		const startServer = async (env: Readonly<Record<string, string>>): Promise<ChatroomServer> => {
			const folder = await mkdtemp(join(tmpdir(), "earshot-redis-kill-"));
			ends.push(() => rm(folder, { recursive: true, force: true }));
			const server = await startChatroomServer({
				DATA_DIR: folder,
				CHATROOM_CRON: "off",
				// They are asked time and again whether it is done.
				RATE_LIMIT_PER_MINUTE: "1000000",
				...env,
			});
			ends.push(server.stop);
			return server;
		};
		const startWorker = async (env: Readonly<Record<string, string>>): Promise<Child> => {
			const worker = startChild(WORKER, [JSON.stringify(env)]);
			ends.push(() => worker.kill("SIGKILL"));
			await worker.line("ready");
			return worker;
		};

		it.each(WORKERS)(
			"[CG16] come to the same however often Redis is killed: %d workers",
			async (count) => {
				const random = seededRandom(`${SEED} redis ${count}`);
				const first = Math.floor(Date.now() / 1000) - 7 * 86_400;
				const slots = Array.from({ length: KILLS }, (_, index) => first + index * APART);

				const { url, database } = await seeded();
				const shared = {
					DATABASE_URL: url,
					REDIS_URL: redis().url,
					LOG_ENGINE: "redis",
					QUEUE_ENGINE: "redis",
				};
				const api = await startServer({ ...shared, ROLE: "api" });
				const workers = await Promise.all(Array.from({ length: count }, () => startWorker(shared)));
				const figures = { kills: 0, amidARun: 0, workersKilled: 0 };
				for (const [index, slot] of slots.entries()) {
					await api.generate({ slot }).expect(202);
					await sleep(random() * LIFE_MS);
					if (!(await api.areDone(index + 1))) figures.amidARun += 1;
					await redis().kill();
					figures.kills += 1;
					if (random() < WORKER_SHARE) {
						const killed = pick(random, workers)!;
						await killed.kill("SIGKILL");
						figures.workersKilled += 1;
						workers[workers.indexOf(killed)] = await startWorker(shared);
					}
					await sleep(random() * LIFE_MS);
					await redis().start();
					await until(() => api.areDone(index + 1), `run ${index} done`, 60);
				}

				const alone = await seeded();
				const one = await startServer({ DATABASE_URL: alone.url });
				for (const [index, slot] of slots.entries()) {
					await one.generate({ slot }).expect(202);
					await until(() => one.areDone(index + 1), `run ${index} of one process done`, 60);
				}
				await one.stop();
				const expected = await alone.database.run(digest);
				// What Redis did not hear is told once it is back.
				const isSame = async () => JSON.stringify(await database.run(digest)) === JSON.stringify(expected);
				await until(isSame, "everything told", 30).catch(() => undefined);
				expect(await database.run(digest)).toEqual(expected);
				await tell(`chatroom redis ${count}`, figures);
			},
			90_000 + KILLS * 10_000,
		);
	});
});
