import { Redis } from "ioredis";
import { expect, it } from "vitest";
import { createRedisQueue } from "./redis-queue.js";
import { startRedisWorkers } from "./redis-workers.js";
import { queueContract } from "./queue-contract.js";
import { hear, jobOf } from "./testing/queue-bench.js";
import { until } from "../testing/until.js";
import type { QueueBench } from "./testing/queue-bench.js";
import type { Work } from "./message-queue.js";
import { JOBS_KEPT, JOB_KEPT_SECONDS } from "./talk-limits.js";
import { createTestMind } from "./testing/test-mind.js";
import type { TestMind } from "./testing/test-mind.js";
import { describeOnRedis } from "../testing/redis-server.js";

const now = () => Date.now() / 1000;

describeOnRedis("with Redis", (redis) => {
	const open = async (work: Work): Promise<QueueBench> => {
		// What the test before it left is gone.
		await redis().kill();
		await redis().start();
		const { url } = redis();
		const heard = hear();
		const queue = createRedisQueue({ url, now, report: () => undefined }, heard.listener);
		const workers = startRedisWorkers({ url, work, now });
		await until(() => queue.status().ready && workers.isReady(), "Redis reached");
		const stop = async () => {
			await queue.close();
			await workers.close();
		};
		return { queue, heard, stop };
	};

	queueContract("Redis", open);

	const heardQueue = async () => {
		const heard = hear();
		const reports: string[] = [];
		const queue = createRedisQueue(
			{ url: redis().url, now, report: (text) => void reports.push(text) },
			heard.listener,
		);
		await until(() => queue.status().ready, "Redis reached");
		return { queue, heard, reports };
	};
	const workersOf = async (mind: TestMind) => {
		const workers = startRedisWorkers({
			url: redis().url,
			now,
			work: ({ request }, signal) => mind.answer(request, signal),
		});
		await until(workers.isReady, "workers ready");
		return workers;
	};

	it("[MS44] tells what was done in the last minute to who begins to listen", async () => {
		const mind = createTestMind();
		const first = await heardQueue();
		await first.queue.add(jobOf("before"));
		await first.queue.close();
		const workers = await workersOf(mind);
		await until(() => mind.asked.length === 1, "answered while nobody listens");
		const second = await heardQueue();
		await second.heard.settled([jobOf("before")]);
		expect(second.heard.answers).toMatchObject([{ messageId: "before", serverId: "s" }]);
		await second.queue.close();
		await workers.close();
	});

	it("[MS44] tells again what was done when it is asked for again, without asking the mind", async () => {
		const mind = createTestMind();
		const workers = await workersOf(mind);
		const { queue, heard } = await heardQueue();
		const job = jobOf("twice");
		await queue.add(job);
		await heard.settled([job]);
		await queue.add(job);
		await until(
			() => heard.answers.filter(({ messageId }) => messageId === "twice").length === 2,
			"told again",
		);
		expect(mind.asked).toHaveLength(1);
		mind.failure = new Error("no model");
		const failing = jobOf("fails");
		await queue.add(failing);
		await heard.settled([failing]);
		await queue.add(failing);
		await until(
			() => heard.failures.filter(({ job: { messageId } }) => messageId === "fails").length === 2,
			"told again",
		);
		expect(mind.asked).toHaveLength(2);
		await queue.close();
		await workers.close();
	});

	it("[MS43] says once when Redis goes and when it returns, and refuses calls meanwhile", async () => {
		const { queue, heard, reports } = await heardQueue();
		expect(reports).toEqual(["Redis can be reached."]);
		await redis().kill();
		await until(() => !queue.status().ready, "Redis gone");
		expect(queue.status().detail).toBe("cannot be reached");
		for (const call of [queue.add(jobOf("m")), queue.load(), queue.cancel([jobOf("m")])]) {
			await expect(call).rejects.toThrow("Redis cannot be reached");
		}
		await redis().start();
		await until(() => queue.status().ready, "Redis back");
		expect(reports.slice(1)).toEqual(["Redis cannot be reached any more.", "Redis can be reached."]);
		expect(heard.losses()).toBe(3);
		await queue.close();
	});

	it("[MS40] keeps no more of what is done than it may, under keys of its own", async () => {
		const mind = createTestMind();
		const workers = await workersOf(mind);
		const { queue, heard } = await heardQueue();
		const jobs = Array.from({ length: 20 }, (_, at) => jobOf(`m${at}`));
		await Promise.all(jobs.map((job) => queue.add(job)));
		await heard.settled(jobs);
		const client = new Redis(redis().url);
		const keys = await client.keys("*");
		expect(keys.filter((key) => !key.startsWith("earshot:"))).toEqual([]);
		const [kept] = keys.filter((key) => key.endsWith("s/m0"));
		const options = JSON.parse((await client.hget(kept!, "opts")) ?? "{}") as Record<string, unknown>;
		const bound = { age: JOB_KEPT_SECONDS, count: JOBS_KEPT };
		expect(options).toMatchObject({ removeOnComplete: bound, removeOnFail: bound });
		client.disconnect();
		await queue.close();
		await workers.close();
	});
});
