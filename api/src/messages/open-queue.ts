import type { Config } from "../config/config.js";
import { fallBackQueue } from "./fall-back-queue.js";
import { createMemoryQueue } from "./memory-queue.js";
import type { CreateQueue, Work } from "./message-queue.js";
import { createRedisQueue } from "./redis-queue.js";
import type { RedisQueueOptions } from "./redis-queue.js";
import { startRedisWorkers } from "./redis-workers.js";

/** A queue to be made, and the workers that this process runs beside it. */
export interface OpenedQueue {
	readonly createQueue: CreateQueue;
	readonly stopWorkers: () => Promise<void>;
}

export interface OpenQueueOptions extends Pick<RedisQueueOptions, "now" | "report"> {
	readonly work: Work;
}

/** The queue that the settings name. On Redis, this process works too unless it is to leave that to others. */
export function openQueue(
	{ queue, role }: Pick<Config, "queue" | "role">,
	{ work, now, report }: OpenQueueOptions,
): OpenedQueue {
	if (queue.engine === "memory") {
		return {
			createQueue: (listener) => createMemoryQueue({ work, now }, listener),
			stopWorkers: () => Promise.resolve(),
		};
	}
	const { url } = queue;
	const workers = role === "all" ? startRedisWorkers({ url, work, now }) : undefined;
	return {
		createQueue: fallBackQueue((listener) => createRedisQueue({ url, now, report }, listener), { work, now }),
		stopWorkers: async () => workers?.close(),
	};
}
