import type {
	AnswerWire,
	MessagesAnswerWire,
	MessagesWire,
	MessageWire,
} from "../../../game/src/shared/wire/index.js";
import { Refusal } from "../http/refusal.js";
import type { Worlds } from "../worlds/worlds.js";
import { createAnswerDesk, overdue, unanswered } from "./answer-desk.js";
import type { AnswerDesk } from "./answer-desk.js";
import { createDirectCalls } from "./direct-calls.js";
import type { FoldedTopicDeps } from "../log/folded-topic.js";
import { hearClaims } from "./hear-claims.js";
import type { CreateQueue, JobKey, MessageQueue, MindJob, Work } from "./message-queue.js";
import { mindRequest } from "./mind-request.js";
import { createQueueRecord } from "./queue-record.js";
import type { QueueRecord } from "./queue-record.js";
import { planDirect } from "./server-state.js";
import type { Standing, TakenEntry } from "./server-state.js";
import { createTakeMessages } from "./take-messages.js";
import { IDLE_SECONDS } from "./talk-limits.js";
import { createTalks } from "./talks.js";
import type { ErasedTopic, Talks } from "./talks.js";

export interface MessagesDeps extends FoldedTopicDeps {
	/** Unix seconds. */
	readonly now: () => number;
	readonly worlds: Pick<Worlds, "open">;
	readonly createQueue: CreateQueue;
	/** The mind behind direct calls. */
	readonly work: Work;
}

/** A message on its way from a server. */
export interface Sent {
	readonly serverId: string;
	readonly world: string;
	readonly message: MessageWire;
}

/** What is said, who asks NPCs, and what they answer. */
export interface Messages {
	readonly talks: Talks;
	readonly queue: Pick<MessageQueue, "engine" | "load" | "status">;
	readonly record: QueueRecord;
	/**
	 * Takes what a server tells, and answers when the log holds it. Messages without room are refused one by one.
	 *
	 * @throws Refusal `unavailable` where the log cannot be written to
	 */
	readonly take: (told: MessagesWire, world: string) => Promise<MessagesAnswerWire>;
	/**
	 * Asks the mind at once, past the queue; a message has one answer, whoever made it.
	 *
	 * @throws Refusal `gone` where nobody wants it any more, `unavailable` where the mind or the log cannot
	 */
	readonly chat: (sent: Sent) => Promise<AnswerWire>;
	/** How a message stands, once it is settled or `until` aborts. */
	readonly settled: (key: JobKey, until: AbortSignal) => Promise<Standing>;
	/** A server is there: what it was not answered before a restart goes on. */
	readonly heardOf: (serverId: string) => Promise<void>;
	/** Takes a user out of everything that is remembered; answers which entries of the log may go now. */
	readonly eraseUser: (userId: string) => Promise<readonly ErasedTopic[]>;
	/**
	 * Takes over messages that another process took and does not answer, and lets go of what nobody has asked for in a
	 * while; to be called now and then.
	 */
	readonly sweep: () => Promise<void>;
	/** Ends waiting for answers and stops minds; what is not answered goes on after a restart. */
	readonly drain: () => Promise<void>;
	/** Drains, and finishes what was handed over. */
	readonly close: () => Promise<void>;
}

export function createMessages(deps: MessagesDeps): Messages {
	const { log, now, report, worlds, createQueue, work } = deps;
	const record = createQueueRecord();
	const closing = new AbortController();
	const talks = createTalks(deps);

	/** What a place was told about its clusters holds for what it says next. */
	const catchUp = async (worldId: string): Promise<void> => talks.project(await worlds.open(worldId));

	const hear = hearClaims(talks, catchUp);

	const jobOf = async (serverId: string, taken: TakenEntry): Promise<MindJob> => {
		const { message, world, deadline } = taken;
		const { state } = await talks.open(world);
		const { id: messageId, priority } = message;
		return { serverId, messageId, priority, deadline, request: { ...mindRequest(state, message), world } };
	};

	const enqueue = async (serverId: string, taken: TakenEntry): Promise<void> => {
		try {
			if (!closing.signal.aborted) await queue.add(await jobOf(serverId, taken));
		} catch (error) {
			record.failed(taken.message.priority);
			report("A message could not be queued; its server will fall back.", { serverId, error });
		}
	};
	const enqueueAll = (serverId: string, taken: readonly TakenEntry[]): Promise<unknown> =>
		Promise.all(taken.map((one) => enqueue(serverId, one)));

	const desk: AnswerDesk = createAnswerDesk({
		...deps,
		record,
		onUnanswered: (serverId, taken) => void enqueueAll(serverId, taken),
	});

	const requeue = async (left: typeof unanswered): Promise<void> => {
		for (const [serverId, { state }] of await desk.servers.held()) {
			await enqueueAll(serverId, left(state, now()));
		}
	};

	const queue = createQueue({
		onAnswer: async (result) => {
			try {
				await desk.deliver(result);
			} catch (error) {
				const { serverId, messageId } = result;
				report("An answer could not be held; its server will fall back.", { serverId, messageId, error });
			}
		},
		onFailure: ({ serverId, messageId, priority }, error) => {
			record.failed(priority);
			report("A message was not answered; its server will fall back.", { serverId, messageId, error });
		},
		onLoss: () => void requeue(unanswered),
	});

	const direct = createDirectCalls({ desk, work, closing: closing.signal });

	const chat = async ({ serverId, world, message }: Sent): Promise<AnswerWire> => {
		const { id: messageId } = message;
		await hear(world, [message]);
		const standing = await desk.servers.write(serverId, (state) =>
			planDirect(state, { message, world, now: now() }),
		);
		if (standing === "gone") throw new Refusal("gone", "Nobody waits for this answer any more.");
		if (typeof standing !== "string" && "messageId" in standing) return standing;
		const answer = await direct(await jobOf(serverId, standing));
		await queue.cancel([{ serverId, messageId }]);
		return answer;
	};

	const drain = async (): Promise<void> => {
		closing.abort();
		await queue.close();
	};

	return {
		talks,
		queue,
		record,
		take: createTakeMessages({ hear, desk, queue, record, now, enqueue }),
		chat,
		settled: (key, until) => desk.settled(key, AbortSignal.any([until, closing.signal])),
		heardOf: async (serverId) => void (await desk.servers.open(serverId)),
		eraseUser: async (userId) => {
			const erased = [...(await talks.eraseUser(userId))];
			for (const serverId of await desk.servers.list()) {
				await desk.servers.write(serverId, () => ({
					entries: [{ type: "erased", data: { userId } }],
					result: undefined,
				}));
				const server = await desk.servers.open(serverId);
				erased.push({ topic: server.topic, offset: await server.putAside() });
			}
			return erased;
		},
		sweep: async () => {
			if (log.shared) await requeue(overdue);
			await talks.releaseIdle(IDLE_SECONDS);
			await desk.servers.releaseIdle(IDLE_SECONDS);
		},
		drain,
		close: async () => {
			await drain();
			await desk.servers.close();
			await talks.close();
		},
	};
}
