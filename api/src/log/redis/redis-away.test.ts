import { afterEach, expect, it } from "vitest";
import { describeOnNats } from "../../testing/nats-server.js";
import { describeOnRedis } from "../../testing/redis-server.js";
import { until } from "../../testing/until.js";
import type { Log } from "../log.js";
import { openRedisLogWith } from "./testing/open-redis-log-with.js";
import { createReader, createWriter, whenThere, type Reader } from "./testing/shared-log.js";

const TOPIC = "world:1";
const some = [{ type: "note", data: "1" }];

/** Kills of Redis under load; more by `KILLS=50`. */
const KILLS = Number(process.env["KILLS"] ?? 3);

/** Within which every call says that Redis is away. */
const PROMISED_MS = 2_000;

/** Within which all go on after its return: a try takes 200 ms, and the machine of the tests is busy. */
const BACK_MS = 3_000;

/** A call made while it is known to be away is not even sent. */
const AT_ONCE_MS = 200;

let logs: Log[] = [];
let readers: Reader[] = [];

afterEach(async () => {
	for (const reader of readers) reader.stop();
	await Promise.all(logs.map((log) => log.close()));
	logs = [];
	readers = [];
});

async function open(url: string, natsUrl?: string): Promise<Log> {
	const log = await openRedisLogWith(natsUrl, { url });
	logs.push(log);
	return log;
}

const calls: Readonly<Record<string, (log: Log) => Promise<unknown>>> = {
	append: (log) => log.append(TOPIC, some),
	read: (log) => log.read(TOPIC, { epoch: "e", offset: 0 }, 1),
	head: (log) => log.head(TOPIC),
	oldest: (log) => log.oldest(TOPIC),
	checkpoint: (log) => log.checkpoint(TOPIC, { offset: 0, value: "" }),
	latestCheckpoint: (log) => log.latestCheckpoint(TOPIC),
	forget: (log) => log.forget(TOPIC, 0),
};

/** Makes every call and expects each to be told so in time. */
async function expectAway(log: Log, milliseconds: number): Promise<void> {
	const began = performance.now();
	await Promise.all(
		Object.entries(calls).map(([name, call]) =>
			expect(call(log), name).rejects.toMatchObject({ name: "LogError", code: "unavailable" }),
		),
	);
	expect(performance.now() - began).toBeLessThan(milliseconds);
}

describeOnRedis("log on a Redis that is away", (redis) => {
	it("[LG27] comes up without it, says so, and is there when it is", async () => {
		await redis().kill();
		const log = await open(redis().url);
		expect(log.status()).toEqual({
			engine: "redis",
			ready: false,
			fanOut: "polling",
			detail: "Redis cannot be reached",
		});
		await expectAway(log, AT_ONCE_MS);
		let wakes = 0;
		log.watch(TOPIC, () => (wakes += 1));
		await redis().start();
		await until(() => log.status().ready, "Redis reached", 2);
		await until(() => wakes > 0, "watchers woken");
		expect(log.status()).toEqual({ engine: "redis", ready: true, fanOut: "polling" });
		expect((await log.append(TOPIC, some)).offset).toBe(1);
	});

	it("[LG27] rejects at once when it dies, and wakes who watches when it is back", async () => {
		const log = await open(redis().url);
		let wakes = 0;
		log.watch(TOPIC, () => (wakes += 1));
		await log.head(TOPIC);
		await redis().kill();
		await until(() => !log.status().ready, "Redis gone", 1);
		await expectAway(log, AT_ONCE_MS);
		expect(wakes).toBe(0);
		await redis().start();
		await until(() => wakes > 0, "watchers woken", 2);
		expect(log.status().ready).toBe(true);
	});

	it("[LG27] rejects in time when it hangs, then at once, and returns with it", async () => {
		const log = await open(redis().url);
		await log.head(TOPIC);
		let wakes = 0;
		log.watch(TOPIC, () => (wakes += 1));
		await log.head(TOPIC);
		redis().freeze();
		try {
			await expectAway(log, PROMISED_MS);
			expect(log.status().ready).toBe(false);
			await expectAway(log, AT_ONCE_MS);
			// Longer than a connection that never answers is waited for.
			await new Promise((resolve) => setTimeout(resolve, 3_000));
			await expectAway(log, AT_ONCE_MS);
		} finally {
			redis().thaw();
		}
		await until(() => log.status().ready, "Redis in use again", 2);
		await until(() => wakes > 0, "watchers woken");
		await log.append(TOPIC, some);
	}, 30_000);

	it("[LG27] closes while it hangs, and while it is gone", async () => {
		const hanging = await open(redis().url);
		redis().freeze();
		const began = performance.now();
		const asked = hanging.head(TOPIC).catch((error: unknown) => error);
		await hanging.close();
		expect(await asked).toMatchObject({ code: "unavailable" });
		expect(performance.now() - began).toBeLessThan(PROMISED_MS + 500);
		redis().thaw();
		await redis().kill();
		const gone = await open(redis().url);
		await gone.close();
		await expect(gone.head(TOPIC)).rejects.toMatchObject({ code: "closed" });
		expect(gone.status()).toMatchObject({ ready: false, detail: "closed" });
		await redis().start();
	});

	it("[LG28] says that it has no room, changes nothing, and goes on once there is", async () => {
		await redis().flush();
		const log = await open(redis().url);
		await log.append(TOPIC, some);
		await redis().ask((client) => client.config("SET", "maxmemory", "1"));
		await expect(log.append(TOPIC, some)).rejects.toMatchObject({ code: "failed" });
		expect((await log.head(TOPIC)).offset).toBe(1);
		await redis().ask((client) => client.config("SET", "maxmemory", "0"));
		expect((await log.append(TOPIC, some)).offset).toBe(2);
	});
});

describeOnRedis(
	"log on a Redis that keeps an append-only file",
	(redis) => {
		it("[LG27] wakes who watches once it is back, though nothing was written", async () => {
			const log = await open(redis().url);
			await log.append(TOPIC, some);
			let wakes = 0;
			log.watch(TOPIC, () => (wakes += 1));
			const { epoch } = await log.head(TOPIC);
			await redis().kill();
			await until(() => !log.status().ready, "Redis gone", 1);
			await expect(log.head(TOPIC)).rejects.toMatchObject({ code: "unavailable" });
			await redis().start();
			await until(() => wakes > 0, "watchers woken", 2);
			expect(await log.head(TOPIC)).toEqual({ epoch, offset: 1 });
			await redis().flush();
		});

		describeOnNats("and dies under load", (nats) => {
			it("[LG29] loses nothing that was acknowledged, and keeps its order", async () => {
				const instances = await Promise.all([1, 2, 3].map(() => open(redis().url, nats().url)));
				const start = await instances[0]!.head(TOPIC);
				const writers = await Promise.all(instances.map((log, i) => createWriter(log, TOPIC, `w${i}`)));
				readers = instances.map((log) => createReader(log, TOPIC, start));
				let isOver = false;
				const writing = writers.map(async (writer) => {
					while (!isOver) await writer.write();
				});
				for (let kill = 0; kill < KILLS; kill++) {
					await new Promise((resolve) => setTimeout(resolve, 150 + ((kill * 97) % 200)));
					await redis().kill();
					await new Promise((resolve) => setTimeout(resolve, (kill * 53) % 300));
					await redis().start();
					const back = Date.now();
					await Promise.all(instances.map((log) => whenThere(() => log.head(TOPIC))));
					expect(Date.now() - back).toBeLessThan(BACK_MS);
				}
				isOver = true;
				await Promise.all(writing);

				const head = await instances[0]!.head(TOPIC);
				expect(head.epoch).toBe(start.epoch);
				expect(head.offset).toBe(writers.reduce((sum, writer) => sum + writer.written(), 0));
				for (const { offsets, notes, resets } of readers) {
					await until(() => offsets.length >= head.offset, "everything read");
					expect(offsets).toEqual(Array.from({ length: head.offset }, (_, i) => i + 1));
					expect(resets).toEqual([]);
					writers.forEach((writer, i) => {
						const own = notes.filter((note) => note.writer === `w${i}`).map(({ n }) => n);
						expect(own).toEqual(Array.from({ length: writer.written() }, (_, n) => n + 1));
					});
				}
			}, 120_000);
		});
	},
	{ appendonly: true },
);
