import { describe, expect, it } from "vitest";
import { createRedisQueue } from "./redis-queue.js";
import { startRedisWorkers } from "./redis-workers.js";
import { queueContract } from "./queue-contract.js";
import { hear, jobOf, until } from "./testing/queue-bench.js";
import type { QueueBench } from "./testing/queue-bench.js";
import type { Work } from "./message-queue.js";
import { createTestMind } from "./testing/test-mind.js";
import { describeOnRedis } from "./testing/redis-server.js";

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
});
