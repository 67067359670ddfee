import { jobId } from "../message-queue.js";
import type { JobKey, MessageQueue, MindJob, MindResult, QueueListener } from "../message-queue.js";
import { mindRequest } from "../mind-request.js";
import { emptyTalk } from "../talk-state.js";
import { message } from "./test-talk.js";

/** A job of server `s` for a message of this id. */
export function jobOf(messageId: string, given: Partial<MindJob> = {}): MindJob {
	return {
		serverId: "s",
		messageId,
		priority: "urgent",
		deadline: Date.now() / 1000 + 60,
		request: mindRequest(emptyTalk(), message(messageId)),
		...given,
	};
}

export interface Heard {
	readonly listener: QueueListener;
	readonly answers: MindResult[];
	readonly failures: { readonly job: JobKey; readonly error: unknown }[];
	readonly losses: () => number;
	/** Waits for an answer or failure of each job. */
	readonly settled: (jobs: readonly JobKey[]) => Promise<void>;
}

export function hear(): Heard {
	const answers: MindResult[] = [];
	const failures: Heard["failures"] = [];
	let losses = 0;
	const waiting = new Set<() => void>();
	const tell = (): void => waiting.forEach((look) => look());
	return {
		answers,
		failures,
		losses: () => losses,
		listener: {
			onAnswer: async (result) => {
				answers.push(result);
				tell();
			},
			onFailure: ({ serverId, messageId }, error) => {
				failures.push({ job: { serverId, messageId }, error });
				tell();
			},
			onLoss: () => void (losses += 1),
		},
		settled: (jobs) =>
			new Promise((resolve) => {
				const look = (): void => {
					const known = new Set([...answers, ...failures.map(({ job }) => job)].map(jobId));
					if (!jobs.every((job) => known.has(jobId(job)))) return;
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				look();
			}),
	};
}

/** A queue under test. */
export interface QueueBench {
	readonly queue: MessageQueue;
	readonly heard: Heard;
	readonly stop: () => Promise<void>;
}
