import { Queue, QueueEvents } from "bullmq";
import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import type { MindAnswer } from "./mind.js";
import { jobId, jobKey } from "./message-queue.js";
import type { MessageQueue, MindJob, QueueListener, QueueLoad } from "./message-queue.js";
import { atMost } from "../log/at-most.js";
import { QUEUE_PREFIX, patientOptions, promptClient, queueName } from "./redis-client.js";
import { JOBS_KEPT, JOB_KEPT_SECONDS, MESSAGE_SECONDS, PRIORITIES, REDIS_CLOSE_MS } from "./talk-limits.js";

export interface RedisQueueOptions {
	readonly url: string;
	/** Unix seconds. */
	readonly now: () => number;
	/** Hears of what is wrong with the connection; each state of it once. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

type Jobs = Queue<MindJob, MindAnswer>;

const KEPT = { age: JOB_KEPT_SECONDS, count: JOBS_KEPT };

/**
 * The queue on Redis: any number of processes add to it, and any number of workers (`redis-workers.ts`) answer.
 * While Redis is away, calls reject and `status` says so; `onLoss` is called when it goes and when it returns, as
 * it may have forgotten everything.
 */
export function createRedisQueue(
	{ url, now, report }: RedisQueueOptions,
	listener: QueueListener,
): MessageQueue {
	const client = promptClient(url);
	/** The state of the connection is told by `status`; what fails meanwhile rejects where it was called. */
	const ignore = (): void => undefined;
	client.on("error", ignore);
	const lanes = new Map<MessagePriorityWire, Jobs>(
		PRIORITIES.map((priority) => {
			const jobs: Jobs = new Queue(queueName(priority), { connection: client, prefix: QUEUE_PREFIX });
			return [priority, jobs.on("error", ignore)];
		}),
	);
	const jobsOf = (priority: MessagePriorityWire): Jobs => lanes.get(priority)!;
	let heard: readonly QueueEvents[] = [];
	let isReady = false;
	let closed = false;

	const hear = (priority: MessagePriorityWire): QueueEvents => {
		const answered = (id: string, answer: MindAnswer): void =>
			void listener.onAnswer({ ...jobKey(id), answer });
		const failed = (id: string, reason: string): void =>
			listener.onFailure({ ...jobKey(id), priority }, new Error(reason));
		return new QueueEvents(queueName(priority), {
			connection: patientOptions(url),
			prefix: QUEUE_PREFIX,
			// From before it began to listen: what was done meanwhile is still waited for.
			lastEventId: String(Math.floor((now() - MESSAGE_SECONDS) * 1000)),
		})
			.on("error", ignore)
			.on("completed", ({ jobId: id, returnvalue }) => answered(id, returnvalue as MindAnswer))
			.on("failed", ({ jobId: id, failedReason }) => failed(id, failedReason))
			.on("duplicated", ({ jobId: id }) => {
				// What was done before it was asked for again is told again.
				jobsOf(priority)
					.getJob(id)
					.then((job) => {
						if (job?.finishedOn === undefined) return;
						if (job.failedReason) failed(id, job.failedReason);
						else answered(id, job.returnvalue);
					})
					.catch(ignore);
			});
	};

	const turn = (ready: boolean): void => {
		if (closed || ready === isReady) return;
		isReady = ready;
		// Not before there is a Redis: who waits for the first connection cannot be closed.
		if (ready && heard.length === 0) heard = PRIORITIES.map(hear);
		report(ready ? "Redis can be reached." : "Redis cannot be reached any more.", {});
		listener.onLoss();
	};
	client.on("ready", () => turn(true));
	client.on("close", () => turn(false));

	const reach = (): void => {
		if (!isReady) throw new Error("Redis cannot be reached");
	};

	const loadOf = async (priority: MessagePriorityWire): Promise<QueueLoad> => {
		const jobs = jobsOf(priority);
		const [counts, [oldest]] = await Promise.all([
			jobs.getJobCounts("waiting", "active"),
			jobs.getWaiting(0, 0),
		]);
		return {
			waiting: counts["waiting"] ?? 0,
			active: counts["active"] ?? 0,
			oldestSeconds: oldest ? Math.max(0, now() - oldest.timestamp / 1000) : 0,
		};
	};

	return {
		engine: "redis",
		load: async () => {
			reach();
			const [urgent, conversation, background] = await Promise.all([
				loadOf("urgent"),
				loadOf("conversation"),
				loadOf("background"),
			]);
			return { urgent, conversation, background };
		},
		add: async (job) => {
			reach();
			const options = { jobId: jobId(job), removeOnComplete: KEPT, removeOnFail: KEPT };
			await jobsOf(job.priority).add("message", job, options);
		},
		cancel: async (jobs) => {
			reach();
			// A job under way is its worker's: its answer is discarded where it arrives.
			const remove = (id: string) => PRIORITIES.map((priority) => jobsOf(priority).remove(id));
			await Promise.all(jobs.flatMap((job) => remove(jobId(job))));
		},
		status: () => ({ ready: isReady && !closed, ...(isReady ? {} : { detail: "cannot be reached" }) }),
		close: async () => {
			closed = true;
			const closings = [...heard, ...lanes.values()].map((one) => one.close());
			await atMost(REDIS_CLOSE_MS, Promise.allSettled(closings));
			client.disconnect();
		},
	};
}
