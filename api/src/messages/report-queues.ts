import { z } from "zod";
import { priority } from "./message-schema.js";
import type { Messages } from "./messages.js";
import { PRIORITIES, QUEUE_CLASSES } from "./talk-limits.js";

const seconds = z.number().nullable();

/** Answer of `GET /v1/queues`. Counts are since this process started. */
export const queuesAnswer = z.object({
	engine: z.enum(["memory", "redis"]),
	ready: z.boolean(),
	detail: z.string().optional(),
	queues: z.array(
		z.object({
			queue: priority,
			waiting: z.int(),
			active: z.int(),
			oldestSeconds: z.number(),
			capacity: z.int(),
			workers: z.int(),
			targetSeconds: z.number(),
			answered: z.int(),
			late: z.int(),
			failed: z.int(),
			refused: z.int(),
			latency: z.object({ p50: seconds, p95: seconds }),
		}),
	),
});

/** How the queues stand, class by class. */
export async function reportQueues({
	queue,
	record,
}: Pick<Messages, "queue" | "record">): Promise<z.infer<typeof queuesAnswer>> {
	const load = await queue.load();
	return {
		engine: queue.engine,
		...queue.status(),
		queues: PRIORITIES.map((name) => {
			const { waiting: capacity, workers, targetSeconds } = QUEUE_CLASSES[name];
			return { queue: name, ...load[name], capacity, workers, targetSeconds, ...record.of(name) };
		}),
	};
}
