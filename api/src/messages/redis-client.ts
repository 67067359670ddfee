import { Redis } from "ioredis";
import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import { REDIS_COMMAND_MS, REDIS_RETRY_MS } from "./talk-limits.js";

/** What all keys of the queues begin with. */
export const QUEUE_PREFIX = "earshot";

/** The queue of a class as BullMQ names it. */
export function queueName(priority: MessagePriorityWire): string {
	return `messages-${priority}`;
}

function retryStrategy(times: number): number {
	return Math.min(times * 100, REDIS_RETRY_MS);
}

/** A connection for calls that somebody waits for: what cannot be done at once fails. */
export function promptClient(url: string): Redis {
	return new Redis(url, {
		retryStrategy,
		enableOfflineQueue: false,
		maxRetriesPerRequest: 0,
		commandTimeout: REDIS_COMMAND_MS,
	});
}

/** Options for connections that wait for what may come, and outlive Redis being away. */
export function patientOptions(url: string) {
	return { url, retryStrategy, maxRetriesPerRequest: null };
}
