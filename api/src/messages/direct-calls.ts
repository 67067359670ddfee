import type { AnswerWire } from "../../../game/src/shared/wire/index.js";
import { Refusal } from "../http/refusal.js";
import type { AnswerDesk } from "./answer-desk.js";
import { jobId } from "./message-queue.js";
import type { MindJob, Work } from "./message-queue.js";
import type { Standing } from "./server-state.js";
import { DIRECT_CALLS, MESSAGE_SECONDS } from "./talk-limits.js";

export interface DirectCallsDeps {
	readonly desk: AnswerDesk;
	readonly work: Work;
	/** Aborts when the service ends. */
	readonly closing: AbortSignal;
}

/** Answers a message at once, past the queue; it shares its one answer with whoever else is at it. */
export type DirectCalls = (job: MindJob) => Promise<AnswerWire>;

function answerOf(standing: Standing): AnswerWire | undefined {
	return typeof standing === "string" ? undefined : standing;
}

/** Direct calls; two for one message are one. */
export function createDirectCalls({ desk, work, closing }: DirectCallsDeps): DirectCalls {
	const underWay = new Map<string, Promise<AnswerWire>>();

	const call = async (job: MindJob): Promise<AnswerWire> => {
		const ended = new AbortController();
		const until = AbortSignal.any([closing, ended.signal, AbortSignal.timeout(MESSAGE_SECONDS * 1000)]);
		const ask = async (): Promise<Standing> => {
			const answer = await work(job, until);
			return desk.deliver({ serverId: job.serverId, messageId: job.messageId, answer });
		};
		try {
			const asked = ask();
			const standing = await Promise.race([asked, desk.settled(job, until)]);
			const answer = answerOf(standing);
			if (answer) return answer;
			if (standing === "pending") throw new Error("there was no answer in time");
			throw new Refusal("gone", "Nobody waits for this answer any more.");
		} catch (cause) {
			if (cause instanceof Refusal) throw cause;
			throw new Refusal("unavailable", "The mind could not answer.", { cause, retryAfterSeconds: 1 });
		} finally {
			// Whatever of the two is still at it may stop.
			ended.abort();
		}
	};

	return (job) => {
		const id = jobId(job);
		const known = underWay.get(id);
		if (known) return known;
		if (underWay.size >= DIRECT_CALLS) {
			throw new Refusal("unavailable", "Too many direct calls are under way.", { retryAfterSeconds: 1 });
		}
		const answer = call(job).finally(() => underWay.delete(id));
		underWay.set(id, answer);
		return answer;
	};
}
