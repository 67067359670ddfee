import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import { PRIORITIES, QUEUE_CLASSES } from "./talk-limits.js";

/** Latencies of each class that are looked at for its quantiles. */
const SAMPLES = 200;

/** What became of the messages of one class, since this process started. */
export interface ClassRecord {
	readonly answered: number;
	/** Answered later than the class wants it. */
	readonly late: number;
	readonly failed: number;
	readonly refused: number;
	/** Seconds from taking a message to holding its answer, of the last ones; null before the first. */
	readonly latency: { readonly p50: number | null; readonly p95: number | null };
}

export interface QueueRecord {
	/** An answer is held, so many seconds after its message was. */
	readonly answered: (priority: MessagePriorityWire, seconds: number) => void;
	readonly failed: (priority: MessagePriorityWire) => void;
	readonly refused: (priority: MessagePriorityWire) => void;
	readonly of: (priority: MessagePriorityWire) => ClassRecord;
	/** Calls `listener` with each latency, in seconds. */
	readonly onLatency: (listener: (priority: MessagePriorityWire, seconds: number) => void) => void;
}

function quantile(sorted: readonly number[], share: number): number | null {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

export function createQueueRecord(): QueueRecord {
	const counts = new Map(
		PRIORITIES.map((priority) => [
			priority,
			{ answered: 0, late: 0, failed: 0, refused: 0, seconds: [] as number[] },
		]),
	);
	const of = (priority: MessagePriorityWire) => counts.get(priority)!;
	const listeners: ((priority: MessagePriorityWire, seconds: number) => void)[] = [];
	return {
		answered: (priority, seconds) => {
			const count = of(priority);
			count.answered += 1;
			if (seconds > QUEUE_CLASSES[priority].targetSeconds) count.late += 1;
			count.seconds.push(seconds);
			if (count.seconds.length > SAMPLES) count.seconds.shift();
			for (const listener of listeners) listener(priority, seconds);
		},
		failed: (priority) => void (of(priority).failed += 1),
		refused: (priority) => void (of(priority).refused += 1),
		of: (priority) => {
			const { seconds, ...count } = of(priority);
			const sorted = [...seconds].sort((a, b) => a - b);
			return { ...count, latency: { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) } };
		},
		onLatency: (listener) => void listeners.push(listener),
	};
}
