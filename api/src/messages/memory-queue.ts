import PQueue from "p-queue";
import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import { jobId } from "./message-queue.js";
import type { JobKey, MessageQueue, MindJob, QueueListener, QueueLoad, Work } from "./message-queue.js";
import { PRIORITIES, QUEUE_CLASSES } from "./talk-limits.js";

export interface MemoryQueueOptions {
	readonly work: Work;
	/** Unix seconds. */
	readonly now: () => number;
}

interface Held {
	readonly job: MindJob;
	readonly addedAt: number;
	readonly abort: AbortController;
	isActive: boolean;
}

export interface MemoryQueue extends MessageQueue {
	/** Whether the job waits or is under way here. */
	readonly holds: (job: JobKey) => boolean;
}

/** The queue in this process: gone with it. Whoever keeps messages adds those again that were not answered. */
export function createMemoryQueue({ work, now }: MemoryQueueOptions, listener: QueueListener): MemoryQueue {
	const lanes = new Map(
		PRIORITIES.map((priority) => [priority, new PQueue({ concurrency: QUEUE_CLASSES[priority].workers })]),
	);
	/** By job id, oldest first. */
	const held = new Map<string, Held>();
	let closed = false;

	const run = async (one: Held): Promise<void> => {
		const { job, abort } = one;
		if (abort.signal.aborted) return;
		one.isActive = true;
		try {
			if (job.deadline <= now()) throw new Error("nobody waits for the answer any more");
			const answer = await work(job, abort.signal);
			if (abort.signal.aborted) return;
			await listener.onAnswer({ serverId: job.serverId, messageId: job.messageId, answer });
		} catch (error) {
			if (!abort.signal.aborted) listener.onFailure(job, error);
		} finally {
			if (held.get(jobId(job)) === one) held.delete(jobId(job));
		}
	};

	const loadOf = (priority: MessagePriorityWire): QueueLoad => {
		const ofClass = [...held.values()].filter(({ job }) => job.priority === priority);
		const waiting = ofClass.filter(({ isActive }) => !isActive);
		const oldest = waiting[0]?.addedAt;
		return {
			waiting: waiting.length,
			active: ofClass.length - waiting.length,
			oldestSeconds: oldest === undefined ? 0 : Math.max(0, now() - oldest),
		};
	};

	return {
		engine: "memory",
		load: async () => ({
			urgent: loadOf("urgent"),
			conversation: loadOf("conversation"),
			background: loadOf("background"),
		}),
		add: async (job) => {
			if (closed || held.has(jobId(job))) return;
			const one = { job, addedAt: now(), abort: new AbortController(), isActive: false };
			held.set(jobId(job), one);
			void lanes.get(job.priority)!.add(() => run(one));
		},
		cancel: async (jobs) => {
			for (const id of jobs.map(jobId)) {
				held.get(id)?.abort.abort();
				held.delete(id);
			}
		},
		holds: (job) => held.has(jobId(job)),
		status: () => ({ ready: !closed }),
		close: async () => {
			closed = true;
			for (const lane of lanes.values()) lane.clear();
			for (const { abort } of held.values()) abort.abort();
			held.clear();
			await Promise.all([...lanes.values()].map((lane) => lane.onIdle()));
		},
	};
}
