import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnRedis, type RedisServer } from "../../testing/redis-server.js";
import { until } from "../../testing/until.js";
import type { Log } from "../log.js";
import { openRedisLog } from "./redis-log.js";
import { whenThere } from "./testing/shared-log.js";

const TOPIC = "world:1";
const some = [1, 2, 3].map((n) => ({ type: "note", data: String(n) }));

let logs: Log[] = [];

afterEach(async () => {
	await Promise.all(logs.map((log) => log.close()));
	logs = [];
});

async function open(redis: RedisServer): Promise<Log> {
	const log = await openRedisLog({ url: redis.url });
	logs.push(log);
	return log;
}

async function restart(redis: RedisServer): Promise<void> {
	await redis.kill();
	await redis.start();
}

/** How many keys there are, but for the record of the history and the set of those that are lost. */
const heldKeys = (redis: RedisServer) =>
	redis.ask(async (client) => (await client.keys("{earshot:log}:*:*")).length);

describeOnRedis("history of a log on Redis", (redis) => {
	beforeEach(() => redis().flush());

	it("[LG24] is one for all who come, and outlives them", async () => {
		const first = await open(redis());
		const cursor = await first.append(TOPIC, some);
		await first.close();
		const later = await Promise.all([open(redis()), open(redis())]);
		for (const log of later) expect(await log.head(TOPIC)).toEqual(cursor);
	});

	it("[LG24] is another when Redis was emptied, for those who are connected and those who come", async () => {
		const log = await open(redis());
		const other = await open(redis());
		const cursor = await log.append(TOPIC, some);
		expect(await other.head(TOPIC)).toEqual(cursor);
		let wakes = 0;
		log.watch(TOPIC, () => (wakes += 1));
		await log.head(TOPIC);
		await redis().flush();
		await until(() => wakes > 0, "woken, as entries ceased to be readable");
		await other.append(TOPIC, some);
		const late = await open(redis());
		for (const one of [log, other, late]) {
			const gap = await one.read(TOPIC, cursor, 10);
			expect(gap).toMatchObject({ ok: false, reason: "epoch", head: { offset: 3 } });
			expect(gap).toMatchObject({ head: await late.head(TOPIC) });
		}
		await expect(log.append(TOPIC, some, cursor)).rejects.toMatchObject({ code: "conflict" });
		await expect(log.checkpoint(TOPIC, { offset: 3, value: "", epoch: cursor.epoch })).rejects.toMatchObject({
			code: "conflict",
		});
	});

	it("[LG24] is noticed to be another by whatever is called first", async () => {
		const calls: ((log: Log) => Promise<unknown>)[] = [
			(log) => log.append(TOPIC, some),
			(log) => log.head(TOPIC),
			(log) => log.oldest(TOPIC),
			(log) => log.checkpoint(TOPIC, { offset: 0, value: "" }),
			(log) => log.latestCheckpoint(TOPIC),
			(log) => log.forget(TOPIC, 0),
			(log) => log.read(TOPIC, { epoch: "e", offset: 0 }, 1),
		];
		for (const call of calls) {
			const log = await open(redis());
			const { epoch } = await log.append(TOPIC, some);
			await redis().flush();
			await call(log);
			expect((await log.head(TOPIC)).epoch).not.toBe(epoch);
			await redis().flush();
		}
	});

	it("[LG25] is another after a restart without an append-only file, whatever was loaded", async () => {
		const log = await open(redis());
		const cursor = await log.append(TOPIC, some);
		await redis().ask((client) => client.save());
		await log.append(TOPIC, some);
		await restart(redis());
		const gap = await whenThere(() => log.read(TOPIC, { ...cursor, offset: 6 }, 10));
		expect(gap).toMatchObject({ ok: false, reason: "epoch", head: { offset: 0 } });
		expect((await (await open(redis())).head(TOPIC)).epoch).not.toBe(cursor.epoch);
		await log.append(TOPIC, some);
		// What the old history held is erased; the topic and the set of topics of the new one stay.
		await until(async () => (await heldKeys(redis())) === 2, "the old history erased");
	});

	it("[LG25] is another where less is held than this process has seen", async () => {
		const log = await open(redis());
		await log.append(TOPIC, some);
		const before = await redis().ask((client) => client.hget("{earshot:log}:history", "seq"));
		const cursor = await log.append(TOPIC, some);
		await redis().ask((client) => client.hset("{earshot:log}:history", "seq", before!));
		expect(await log.read(TOPIC, cursor, 1)).toMatchObject({ ok: false, reason: "epoch" });
	});

	it("[LG25] is another where a topic is gone", async () => {
		const log = await open(redis());
		const cursor = await log.append(TOPIC, some);
		await redis().ask(async (client) => client.del(await client.keys("*:topic:*")));
		expect(await log.read(TOPIC, cursor, 1)).toMatchObject({ ok: false, reason: "epoch" });
		expect((await log.append(TOPIC, some)).offset).toBe(3);
	});

	it("[LG26] rejects an entry or a checkpoint that is not what was written", async () => {
		const log = await open(redis());
		const { epoch } = await log.append(TOPIC, some);
		await log.checkpoint(TOPIC, { offset: 1, value: "s" });
		const spoil = (field: string, value: string) =>
			redis().ask(async (client) => client.hset((await client.keys("*:topic:*"))[0]!, field, value));
		await spoil("2", "spoilt");
		await spoil("state", "spoilt");
		await expect(log.read(TOPIC, { epoch, offset: 0 }, 9)).rejects.toMatchObject({ code: "damaged" });
		await expect(log.latestCheckpoint(TOPIC)).rejects.toMatchObject({ code: "damaged" });
		expect(await log.read(TOPIC, { epoch, offset: 2 }, 9)).toMatchObject({ ok: true });
		await redis().ask(async (client) => client.hdel((await client.keys("*:topic:*"))[0]!, "3"));
		await expect(log.read(TOPIC, { epoch, offset: 2 }, 9)).rejects.toMatchObject({ code: "damaged" });
		expect(log.status()).toMatchObject({ ready: true });
	});
});

describeOnRedis(
	"history of a log on Redis with an append-only file",
	(redis) => {
		/** Takes bytes off the end of the file, as a power cut takes what was not on the disk yet. */
		function cutFile(bytes: number): void {
			const folder = join(redis().folder, "appendonlydir");
			const name = readdirSync(folder).find((file) => file.endsWith(".incr.aof"))!;
			truncateSync(join(folder, name), statSync(join(folder, name)).size - bytes);
		}

		it("[LG24] goes on after a restart", async () => {
			const log = await open(redis());
			const cursor = await log.append(TOPIC, some);
			await restart(redis());
			expect(await whenThere(() => log.head(TOPIC))).toEqual(cursor);
			expect(await log.append(TOPIC, some, cursor)).toEqual({ ...cursor, offset: 6 });
			await restart(redis());
			await restart(redis());
			expect(await whenThere(() => log.head(TOPIC))).toEqual({ ...cursor, offset: 6 });
		});

		it("[LG25] is another after a restart that brought back less than a process knows of", async () => {
			const log = await open(redis());
			await log.append(TOPIC, some);
			const cursor = await log.append(TOPIC, some);
			await redis().kill();
			cutFile(40);
			await redis().start();
			// Others, who know of nothing, go on before it is back.
			const other = await open(redis());
			const unaware = await other.append(TOPIC, [...some, ...some, ...some]);
			const gap = await whenThere(() => log.read(TOPIC, cursor, 10));
			expect(gap).toMatchObject({ ok: false, reason: "epoch" });
			expect((await other.head(TOPIC)).epoch).not.toBe(unaware.epoch);
		});
	},
	{ appendonly: true },
);
