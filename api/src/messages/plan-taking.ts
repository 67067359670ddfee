import type {
	MessagePriorityWire,
	MessagesAnswerWire,
	MessageWire,
	RefusedMessageWire,
} from "../../../game/src/shared/wire/index.js";
import type { Plan } from "../log/fold.js";
import { standingOf } from "./server-state.js";
import type { ServerEntry, ServerState, TakenEntry } from "./server-state.js";
import { MESSAGE_SECONDS, QUEUE_CLASSES } from "./talk-limits.js";

/** Messages that wait in each class, and have a place there. */
export type Waiting = Record<MessagePriorityWire, number>;

/** Messages that one server sent at once. */
export interface Arrival {
	readonly messages: readonly MessageWire[];
	readonly world: string;
	/** Unix seconds, by this service's clock. */
	readonly now: number;
	/** What waits already; counted on with each message that is taken. */
	readonly waiting: Waiting;
}

/** What became of an arrival: the answer to its sender, and the messages that are new. */
export interface Taking {
	readonly answer: MessagesAnswerWire;
	readonly taken: readonly TakenEntry[];
	readonly refused: readonly MessageWire[];
}

/**
 * Takes messages, each once. Refused are those for which there is no room, and those so much older than the
 * newest of their batch that nobody waits for them any more (the sender's own clock says so).
 */
export function planTaking(state: Readonly<ServerState>, arrival: Arrival): Plan<ServerEntry, Taking> {
	const { messages, world, now, waiting } = arrival;
	const newest = Math.max(...messages.map(({ timestamp }) => timestamp));
	const accepted: MessagesAnswerWire["accepted"][number][] = [];
	const refused: RefusedMessageWire[] = [];
	const turnedAway: MessageWire[] = [];
	const refuse = (message: MessageWire, why: Omit<RefusedMessageWire, "id">): void => {
		refused.push({ id: message.id, ...why });
		turnedAway.push(message);
	};
	const taken = new Map<string, TakenEntry>();
	for (const message of messages) {
		const { id, priority, timestamp } = message;
		const { waiting: room, targetSeconds } = QUEUE_CLASSES[priority];
		const depth = waiting[priority];
		if (taken.has(id) || standingOf(state, id) !== "unknown") accepted.push({ id, queue: priority, depth });
		else if (newest - timestamp > MESSAGE_SECONDS) refuse(message, { reason: "expired" });
		else if (depth >= room) refuse(message, { reason: "queue_full", retryAfter: targetSeconds });
		else {
			accepted.push({ id, queue: priority, depth });
			taken.set(id, { message, world, takenAt: now, deadline: now + MESSAGE_SECONDS });
			waiting[priority] += 1;
		}
	}
	const fresh = [...taken.values()];
	return {
		entries: fresh.map((data) => ({ type: "message", data })),
		result: { answer: { accepted, refused }, taken: fresh, refused: turnedAway },
	};
}
