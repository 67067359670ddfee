import { afterEach, expect, it } from "vitest";
import { describeOnNats, type NatsServer } from "../../testing/nats-server.js";
import { describeOnRedis } from "../../testing/redis-server.js";
import { until } from "../../testing/until.js";
import type { Log } from "../log.js";
import { SAFETY_MS } from "./redis-log-limits.js";
import { openRedisLogWith } from "./testing/open-redis-log-with.js";
import { createReader, createWriter, type Reader } from "./testing/shared-log.js";

const TOPIC = "world:shared";

/** Subjects of NATS know wildcards and tokens; names of topics are free. */
const ODD_TOPICS = ["a.b", "a.*", "a.>", ">", "*", "$SYS.x", "with space", "界🐟", "x:{y}", "x".repeat(400)];

let logs: Log[] = [];
let readers: Reader[] = [];

afterEach(async () => {
	for (const reader of readers) reader.stop();
	await Promise.all(logs.map((log) => log.close()));
	logs = [];
	readers = [];
});

describeOnRedis("log shared by processes", (redis) => {
	async function open(natsUrl?: string): Promise<Log> {
		const log = await openRedisLogWith(natsUrl, { url: redis().url });
		logs.push(log);
		if (natsUrl !== undefined) await until(() => log.status().fanOut === "nats", "NATS reached");
		return log;
	}

	/** From the first entry on. */
	async function read(log: Log, topic: string): Promise<Reader> {
		const reader = createReader(log, topic, { ...(await log.head(topic)), offset: 0 });
		readers.push(reader);
		return reader;
	}

	function sharing(natsUrl: () => string | undefined): void {
		it("[LG20] lets writers in several processes go on from each other's entries, without losing one", async () => {
			const topic = `${TOPIC}:${natsUrl()}`;
			const instances = await Promise.all([1, 2, 3].map(() => open(natsUrl())));
			const followers = await Promise.all(instances.map((log) => read(log, topic)));
			const epochs = await Promise.all(instances.map(async (log) => (await log.head(topic)).epoch));
			expect(new Set(epochs).size).toBe(1);
			const each = 60;
			const writers = await Promise.all(
				instances.flatMap((log, i) => ["a", "b"].map((name) => createWriter(log, topic, `${i}${name}`))),
			);
			await Promise.all(
				writers.map(async (writer) => {
					for (let n = 0; n < each; n++) await writer.write();
				}),
			);
			const total = writers.length * each;
			expect((await instances[0]!.head(topic)).offset).toBe(total);
			for (const { offsets, notes, resets } of followers) {
				await until(() => offsets.length >= total, "everything read");
				expect(offsets).toEqual(Array.from({ length: total }, (_, i) => i + 1));
				expect(resets).toEqual([]);
				for (const writer of new Set(notes.map((note) => note.writer))) {
					const own = notes.filter((note) => note.writer === writer).map(({ n }) => n);
					expect(own).toEqual(Array.from({ length: each }, (_, i) => i + 1));
				}
			}
			expect(writers.reduce((sum, { conflicts }) => sum + conflicts(), 0)).toBeGreaterThan(0);
		}, 60_000);

		it("[LG21] wakes watchers in other processes, of their own topic only, whatever it is named", async () => {
			const [here, there] = [await open(natsUrl()), await open(natsUrl())];
			const woken: string[] = [];
			const stops = ODD_TOPICS.map((topic) => there.watch(topic, () => woken.push(topic)));
			// What is known of a topic before it is watched is no news.
			await Promise.all(ODD_TOPICS.map((topic) => there.head(topic)));
			const began = performance.now();
			for (const topic of ODD_TOPICS) {
				await here.append(topic, [{ type: "note", data: "1" }]);
				await until(() => woken.includes(topic), `${topic} woken`);
			}
			expect(woken).toEqual(ODD_TOPICS);
			// Each by itself, and not by the round that makes up for news that got lost.
			expect(performance.now() - began).toBeLessThan((ODD_TOPICS.length * SAFETY_MS) / 2);
			await here.checkpoint(ODD_TOPICS[0]!, { offset: 1, value: "" });
			await here.forget(ODD_TOPICS[0]!, 1);
			await until(() => woken.length > ODD_TOPICS.length, "woken by what was let go");
			expect(woken.slice(ODD_TOPICS.length)).toEqual([ODD_TOPICS[0]]);
			for (const stop of stops) stop();
			await here.append(ODD_TOPICS[1]!, [{ type: "note", data: "2" }]);
			await new Promise((resolve) => setTimeout(resolve, 250));
			expect(woken).toHaveLength(ODD_TOPICS.length + 1);
			await redis().flush();
		});
	}

	sharing(() => undefined);

	describeOnNats("and fanned out by NATS", (nats: () => NatsServer) => {
		sharing(() => nats().url);

		it("[LG22] listens to a topic while it is watched, once however many watch, and never after", async () => {
			const log = await open(nats().url);
			const stops = ["a", "a", "b"].map((topic) => log.watch(topic, () => undefined));
			await until(async () => (await nats().subscriptions()) === 2, "two topics listened to");
			stops[0]!();
			stops[2]!();
			await until(async () => (await nats().subscriptions()) === 1, "one topic listened to");
			stops[1]!();
			await until(async () => (await nats().subscriptions()) === 0, "none listened to");
			log.watch("c", () => undefined);
			await until(async () => (await nats().subscriptions()) === 1, "one more listened to");
			await log.close();
			await until(async () => (await nats().subscriptions()) === 0, "none after the close");
		});

		it("[LG23] goes on without NATS when it dies, and with it when it is back", async () => {
			await nats().kill();
			const here = await openRedisLogWith(nats().url, { url: redis().url });
			const there = await openRedisLogWith(nats().url, { url: redis().url });
			logs.push(here, there);
			const topic = "world:flaky";
			const reader = await read(there, topic);
			let appended = 0;
			const appendAndRead = async (): Promise<void> => {
				await here.append(topic, [
					{ type: "note", data: JSON.stringify({ writer: "w", n: (appended += 1) }) },
				]);
				await until(() => reader.offsets.length === appended, `entry ${appended} read`, 1);
			};
			const status = there.status();
			expect(status).toMatchObject({ ready: true, fanOut: "polling" });
			expect(status.detail).toContain("NATS");
			for (let turn = 0; turn < 3; turn++) {
				await appendAndRead();
				await nats().start();
				await until(() => there.status().fanOut === "nats", "NATS in use", 3);
				await appendAndRead();
				await nats().kill();
				await appendAndRead();
				await until(() => there.status().fanOut === "polling", "NATS gone", 3);
			}
			expect(reader.offsets).toEqual(Array.from({ length: appended }, (_, i) => i + 1));
			expect(reader.failures).toEqual([]);
			await nats().start();
		}, 60_000);

		it("[LG23] goes on while NATS takes what it is told and passes nothing on", async () => {
			const [here, there] = [await open(nats().url), await open(nats().url)];
			const reader = await read(there, "world:deaf");
			await here.append("world:deaf", [{ type: "note", data: '{"writer":"w","n":1}' }]);
			await until(() => reader.offsets.length === 1, "the first");
			nats().freeze();
			await here.append("world:deaf", [{ type: "note", data: '{"writer":"w","n":2}' }]);
			await until(() => reader.offsets.length === 2, "the second", 2);
			await until(() => there.status().fanOut === "polling", "NATS given up", 6);
			nats().thaw();
			await until(() => there.status().fanOut === "nats", "NATS in use again", 6);
		}, 30_000);
	});
});
