import type { MessagesAnswerWire, MessagesWire } from "../../../game/src/shared/wire/index.js";
import { createAdmission } from "./admission.js";
import type { AnswerDesk } from "./answer-desk.js";
import type { MessageQueue } from "./message-queue.js";
import type { Hear } from "./hear-claims.js";
import { planLines } from "./plan-talk.js";
import { planTaking } from "./plan-taking.js";
import type { Taking } from "./plan-taking.js";
import type { QueueRecord } from "./queue-record.js";
import type { TakenEntry } from "./server-state.js";

export interface TakeMessagesDeps {
	/** Adds what a server tells to a world's talk, and what its messages claim of clusters. */
	readonly hear: Hear;
	readonly desk: AnswerDesk;
	readonly queue: Pick<MessageQueue, "load" | "cancel">;
	readonly record: QueueRecord;
	/** Unix seconds. */
	readonly now: () => number;
	/** Puts a message into the queue. Does not reject. */
	readonly enqueue: (serverId: string, taken: TakenEntry) => Promise<void>;
}

/** Takes what a server tells of a world: what was said first, as the minds are to know it. */
export function createTakeMessages(deps: TakeMessagesDeps) {
	const { hear, desk, queue, record, now, enqueue } = deps;
	const admission = createAdmission(queue.load);

	const hold = async (
		{ serverId, messages }: MessagesWire,
		world: string,
		taken: TakenEntry[],
	): Promise<MessagesAnswerWire> => {
		const waiting = await admission.look();
		const taking = await desk.servers.write(serverId, (state) => {
			// Planned anew: what was planned before is not taken.
			for (const { message } of taken.splice(0)) admission.undone(message.priority);
			const plan = planTaking(state, { messages, world, now: now(), waiting: waiting() });
			taken.push(...plan.result.taken);
			// At once, so that whoever plans next knows of them.
			for (const { message } of plan.result.taken) admission.taken(message.priority);
			return plan;
		});
		noteRefusals(taking);
		return taking.answer;
	};

	const noteRefusals = ({ refused }: Taking): void => {
		for (const { priority } of refused) record.refused(priority);
	};

	const cancel = async (serverId: string, ids: readonly string[]): Promise<ReadonlySet<string>> => {
		const cancelled = await desk.cancel(serverId, ids);
		await queue.cancel(cancelled.map((messageId) => ({ serverId, messageId })));
		return new Set(cancelled);
	};

	return async (told: MessagesWire, world: string): Promise<MessagesAnswerWire> => {
		const { serverId, messages, lines = [], cancelled = [] } = told;
		await hear(world, messages, (state) => planLines(state, lines, serverId));
		const taken: TakenEntry[] = [];
		try {
			const answer = await hold(told, world, taken);
			const dropped = cancelled.length > 0 ? await cancel(serverId, cancelled) : new Set();
			const wanted = taken.filter(({ message }) => !dropped.has(message.id));
			await Promise.all(wanted.map((one) => enqueue(serverId, one)));
			return answer;
		} finally {
			for (const { message } of taken) admission.settled(message.priority);
		}
	};
}
