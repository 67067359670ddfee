import type { CreateQueue, MessageQueue, QueueLoad } from "./message-queue.js";
import { createMemoryQueue } from "./memory-queue.js";
import type { MemoryQueueOptions } from "./memory-queue.js";

type Loads = Awaited<ReturnType<MessageQueue["load"]>>;

function both(a: QueueLoad, b: QueueLoad): QueueLoad {
	return {
		waiting: a.waiting + b.waiting,
		active: a.active + b.active,
		oldestSeconds: Math.max(a.oldestSeconds, b.oldestSeconds),
	};
}

/** A queue elsewhere, and one in this process that takes over what the other cannot be given. */
export function fallBackQueue(createPrimary: CreateQueue, options: MemoryQueueOptions): CreateQueue {
	return (listener) => {
		const spare = createMemoryQueue(options, listener);
		const primary = createPrimary(listener);
		return {
			engine: primary.engine,
			load: async () => {
				const here = await spare.load();
				const there: Loads = await primary.load().catch(() => here);
				if (there === here) return here;
				return {
					urgent: both(here.urgent, there.urgent),
					conversation: both(here.conversation, there.conversation),
					background: both(here.background, there.background),
				};
			},
			add: async (job) => {
				// What is under way here is not asked for twice when the other returns.
				if (spare.holds(job)) return;
				await primary.add(job).catch(() => spare.add(job));
			},
			cancel: async (jobs) => {
				await spare.cancel(jobs);
				// What cannot be taken out is answered for nobody.
				await primary.cancel(jobs).catch(() => undefined);
			},
			status: () => {
				const { ready, detail } = primary.status();
				return ready ? { ready } : { ready, detail: `${detail ?? "away"}; this process answers` };
			},
			close: async () => {
				await Promise.all([spare.close(), primary.close()]);
			},
		};
	};
}
