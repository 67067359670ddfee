import { Queue, QueueEvents, Worker } from "bullmq";
import { atMost } from "../../log/at-most.js";
import { patientOptions, promptClient, QUEUE_PREFIX } from "../../messages/redis-client.js";
import { JOB_LOCK_MS, MAX_STALLED, REDIS_CLOSE_MS, STALLED_CHECK_MS } from "../../messages/talk-limits.js";
import type { OpenRunCalls } from "./run-calls.js";
import { CALL_KEPT_SECONDS } from "./schedule-limits.js";

export interface RedisRunCallsOptions {
	readonly url: string;
	/** Whether this process comes when it is called. */
	readonly works: boolean;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

const QUEUE = "chatroom-runs";

interface Call {
	readonly runId: string;
}

/**
 * Calls over Redis: a job for each run. One worker takes the job and holds it until the run is done, and where that dies
 * another; all others hear that it was added, and come too. While Redis is away nobody is called.
 */
export function redisRunCalls({ url, works, report }: RedisRunCallsOptions): OpenRunCalls {
	return (isCalled) => {
		const client = promptClient(url);
		const connection = patientOptions(url);
		const ignore = (): void => undefined;
		client.on("error", ignore);
		const jobs = new Queue<Call>(QUEUE, { connection: client, prefix: QUEUE_PREFIX }).on("error", ignore);
		const answering: { readonly close: () => Promise<void> }[] = [];
		let closed = false;

		const answer = (): void => {
			const worker = new Worker<Call>(QUEUE, isCalled, {
				connection,
				prefix: QUEUE_PREFIX,
				lockDuration: JOB_LOCK_MS,
				stalledInterval: STALLED_CHECK_MS,
				maxStalledCount: MAX_STALLED,
			}).on("error", ignore);
			const events = new QueueEvents(QUEUE, { connection, prefix: QUEUE_PREFIX })
				.on("error", ignore)
				.on("added", () => void isCalled());
			answering.push({ close: () => worker.close(true) }, events);
		};
		client.on("ready", () => {
			// Not before there is a Redis: who waits for the first connection cannot be closed.
			if (works && !closed && answering.length === 0) answer();
		});

		return {
			call: async (runId) => {
				try {
					await jobs.add(
						"run",
						{ runId },
						{
							// Colons are BullMQ's own.
							jobId: encodeURIComponent(runId),
							removeOnComplete: { age: CALL_KEPT_SECONDS },
							removeOnFail: { age: CALL_KEPT_SECONDS },
						},
					);
				} catch (error) {
					report("Nobody could be called to a run; those who do it find it by themselves.", { runId, error });
				}
			},
			close: async () => {
				closed = true;
				await atMost(REDIS_CLOSE_MS, Promise.allSettled([...answering, jobs].map((one) => one.close())));
				client.disconnect();
			},
		};
	};
}
