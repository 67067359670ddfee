import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../db/database.js";
import { openDatabase } from "../db/open-database.js";
import { type Child, startChild } from "../log/testing/child.js";
import { describeOnPostgres } from "../testing/postgres-server.js";
import { describeOnRedis } from "../testing/redis-server.js";
import { until } from "../testing/until.js";
import { digest } from "./runs/testing/digest.js";
import { manySocieties, seedSocieties } from "./runs/testing/seed-societies.js";
import { type ChatroomServer, startChatroomServer } from "./testing/chatroom-server.js";

const SOCIETIES = manySocieties(300);
const DAY = 86_400;

describeOnPostgres("a chatroom of several processes", (postgres) => {
	describeOnRedis("over Redis", (redis) => {
		let folder: string;
		let url: string;
		let database: Database;
		let servers: ChatroomServer[] = [];
		let children: Child[] = [];

		beforeEach(async () => {
			await redis().kill();
			await redis().start();
			folder = await mkdtemp(join(tmpdir(), "earshot-chatroom-"));
			url = await postgres().createDatabase();
			database = openDatabase({ url, report: () => undefined });
			await database.run((sql) => seedSocieties(sql, SOCIETIES));
		}, 60_000);
		afterEach(async () => {
			await Promise.all(children.map((child) => child.kill("SIGKILL")));
			await Promise.all(servers.map((server) => server.stop()));
			await database.close();
			await rm(folder, { recursive: true, force: true });
			[servers, children] = [[], []];
		}, 60_000);

		const shared = () => ({
			DATABASE_URL: url,
			REDIS_URL: redis().url,
			LOG_ENGINE: "redis",
			QUEUE_ENGINE: "redis",
			DATA_DIR: folder,
		});
		const start = async (env: Readonly<Record<string, string>> = {}): Promise<ChatroomServer> => {
			const server = await startChatroomServer({ ...shared(), CHATROOM_CRON: "off", ...env });
			servers.push(server);
			return server;
		};
		const startWorker = (): Child => {
			const child = startChild(new URL("./testing/worker-child.ts", import.meta.url), [
				JSON.stringify(shared()),
			]);
			children.push(child);
			return child;
		};
		const isReached = async ({ get }: ChatroomServer): Promise<boolean> => {
			const { probes } = (await get("/readyz")).body as { probes: { name: string; ready: boolean }[] };
			return probes.every(({ ready }) => ready);
		};
		/** What one process alone makes of the same run. */
		const expected = async (slot: number) => {
			const alone = await postgres().createDatabase();
			const copy = openDatabase({ url: alone, report: () => undefined });
			await copy.run((sql) => seedSocieties(sql, SOCIETIES));
			const server = await startChatroomServer({
				DATABASE_URL: alone,
				DATA_DIR: folder,
				CHATROOM_CRON: "off",
			});
			await server.generate({ slot }).expect(202);
			await until(() => server.areDone(1), "the run of one process done", 60);
			await server.stop();
			const found = await copy.run(digest);
			await copy.close();
			return found;
		};

		it("[CG59] begins a slot once, whoever is there, and comes to what one process comes to", async () => {
			const cron = { CHATROOM_CRON: "0 * * * *" };
			const all = await Promise.all([start(cron), start(cron), start({ ...cron, ROLE: "api" })]);
			await until(() => all[0].areDone(1), "the run done", 60);
			const [run] = await all[2].runs();
			expect(run).toMatchObject({ users: SOCIETIES.length, users_done: SOCIETIES.length });
			for (const server of all) expect(await server.runs()).toEqual([run]);
			expect(await database.run(digest)).toEqual(await expected(run!.slot));
		}, 120_000);

		it("[CG59] is done by workers where an api is told to, of whom one is killed", async () => {
			const api = await start({ ROLE: "api" });
			await until(() => isReached(api), "Redis reached", 30);
			const workers = [startWorker(), startWorker()];
			await Promise.all(workers.map((worker) => worker.line("ready")));
			const slot = Date.now() / 1000 - DAY;
			await api.generate({ slot }).expect(202);
			await Promise.race(workers.map((worker) => worker.line("at ")));
			await workers[0]!.kill("SIGKILL");
			await until(() => api.areDone(1), "the run done", 60);
			expect(await database.run(digest)).toEqual(await expected(slot));
			expect(workers[1]!.lines.some((line) => line.startsWith("at "))).toBe(true);
		}, 120_000);

		it("[CG59] goes on by the database alone where Redis dies", async () => {
			const server = await start({ LOG_ENGINE: "memory" });
			await until(() => isReached(server), "Redis reached", 30);
			await redis().kill();
			const slot = Date.now() / 1000 - DAY;
			await server.generate({ slot }).expect(202);
			await until(() => server.areDone(1), "the run done", 60);
			expect(await database.run(digest)).toEqual(await expected(slot));
			expect(server.lines().map(({ msg }) => msg)).toContain(
				"Nobody could be called to a run; those who do it find it by themselves.",
			);
			await redis().start();
		}, 120_000);
	});
});
