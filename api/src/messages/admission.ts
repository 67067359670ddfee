import type { MessagePriorityWire } from "../../../game/src/shared/wire/index.js";
import type { MessageQueue } from "./message-queue.js";
import type { Waiting } from "./plan-taking.js";

/** Says how many messages wait, those counted that have been taken and are not in the queue yet. */
export interface Admission {
	/** Looks at the queue; what it answers says how many wait at any moment after that. Never too few. */
	readonly look: () => Promise<() => Waiting>;
	readonly taken: (priority: MessagePriorityWire) => void;
	/** It was not taken after all. */
	readonly undone: (priority: MessagePriorityWire) => void;
	/** What was taken has reached the queue, or will not. */
	readonly settled: (priority: MessagePriorityWire) => void;
}

export function createAdmission(load: MessageQueue["load"]): Admission {
	const taken: Waiting = { urgent: 0, conversation: 0, background: 0 };
	const settled: Waiting = { urgent: 0, conversation: 0, background: 0 };
	return {
		look: async () => {
			// Counted from before the look: what settles meanwhile may or may not be seen by it.
			const before = { ...settled };
			const seen = await load();
			const now = (priority: MessagePriorityWire): number =>
				seen[priority].waiting + taken[priority] - before[priority];
			return () => ({
				urgent: now("urgent"),
				conversation: now("conversation"),
				background: now("background"),
			});
		},
		taken: (priority) => void (taken[priority] += 1),
		undone: (priority) => void (taken[priority] -= 1),
		settled: (priority) => void (settled[priority] += 1),
	};
}
