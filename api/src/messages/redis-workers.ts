import { UnrecoverableError, Worker } from "bullmq";
import type { MindAnswer } from "./mind.js";
import type { MindJob, Work } from "./message-queue.js";
import { atMost } from "../log/at-most.js";
import { QUEUE_PREFIX, patientOptions, queueName } from "./redis-client.js";
import {
	JOB_LOCK_MS,
	MAX_STALLED,
	PRIORITIES,
	QUEUE_CLASSES,
	REDIS_CLOSE_MS,
	STALLED_CHECK_MS,
	WORKER_CLOSE_MS,
} from "./talk-limits.js";

export interface RedisWorkersOptions {
	readonly url: string;
	readonly work: Work;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Workers of all classes in this process. */
export interface RedisWorkers {
	/** Whether each can reach Redis now. */
	readonly isReady: () => boolean;
	/** Takes no more jobs, and gives those under way some seconds; what is left others take over. */
	readonly close: () => Promise<void>;
}

/** Answers messages that wait on Redis. A job whose worker dies is taken over by another after some seconds. */
export function startRedisWorkers({ url, work, now }: RedisWorkersOptions): RedisWorkers {
	const closing = new AbortController();
	const workers = PRIORITIES.map((priority) => {
		const worker = new Worker<MindJob, MindAnswer>(
			queueName(priority),
			async ({ data: job }) => {
				if (job.deadline <= now()) throw new UnrecoverableError("nobody waits for the answer any more");
				// Of its own, so that minds leave nothing behind on the one that lasts.
				return work(job, AbortSignal.any([closing.signal]));
			},
			{
				connection: patientOptions(url),
				prefix: QUEUE_PREFIX,
				concurrency: QUEUE_CLASSES[priority].workers,
				lockDuration: JOB_LOCK_MS,
				stalledInterval: STALLED_CHECK_MS,
				maxStalledCount: MAX_STALLED,
			},
		);
		const state = { worker, isReady: false };
		worker.on("ready", () => (state.isReady = true));
		worker.on("ioredis:close", () => (state.isReady = false));
		// The connection is tried again for ever; whether it stands is told by `isReady`.
		worker.on("error", () => undefined);
		return state;
	});

	return {
		isReady: () => workers.every(({ isReady }) => isReady),
		close: async () => {
			// One that is without Redis has nothing under way that could end there.
			const rest = workers.map(({ worker, isReady }) => (isReady ? worker.pause() : Promise.resolve()));
			await atMost(WORKER_CLOSE_MS, Promise.allSettled(rest));
			const ended = workers.map(({ worker }) => worker.close(true));
			closing.abort();
			await atMost(REDIS_CLOSE_MS, Promise.allSettled(ended));
		},
	};
}
