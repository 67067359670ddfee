import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import type { QueueLoad } from "./message-queue.js";
import type { Messages } from "./messages.js";
import type { ClassRecord } from "./queue-record.js";
import { PRIORITIES } from "./talk-limits.js";

/** Seconds; from an answer made at once to the time after which nobody waits. */
const LATENCY_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];

const NOW: readonly (readonly [keyof QueueLoad, string, string])[] = [
	["waiting", "waiting", "Messages that wait."],
	["active", "active", "Messages that a mind is at."],
	["oldestSeconds", "oldest_seconds", "How long the oldest message that waits has done so."],
];

const DONE: readonly (readonly [Exclude<keyof ClassRecord, "latency">, string])[] = [
	["answered", "Messages answered."],
	["late", "Messages answered later than their class wants it."],
	["failed", "Messages that no mind answered."],
	["refused", "Messages for which there was no room, or that came too late."],
];

/** Shows the queues as `earshot_queue_…`, by class, in `registry`, read when somebody looks. */
export function measureQueues(
	{ queue, record }: Pick<Messages, "queue" | "record">,
	registry: Registry,
): void {
	const labelNames = ["queue"];
	for (const [key, name, help] of NOW) {
		new Gauge({
			name: `earshot_queue_${name}`,
			help,
			labelNames,
			registers: [registry],
			async collect() {
				const load = await queue.load();
				for (const priority of PRIORITIES) this.set({ queue: priority }, load[priority][key]);
			},
		});
	}
	for (const [key, help] of DONE) {
		new Counter({
			name: `earshot_queue_${key}_total`,
			help,
			labelNames,
			registers: [registry],
			collect() {
				this.reset();
				for (const priority of PRIORITIES) this.inc({ queue: priority }, record.of(priority)[key]);
			},
		});
	}
	const latency = new Histogram({
		name: "earshot_queue_latency_seconds",
		help: "From taking a message to holding its answer.",
		labelNames,
		buckets: LATENCY_BUCKETS,
		registers: [registry],
	});
	record.onLatency((priority: MessagePriorityWire, seconds) => latency.observe({ queue: priority }, seconds));
}
