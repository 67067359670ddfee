import { openFoldedTopic, type FoldedTopic, type FoldedTopicDeps } from "../../log/folded-topic.js";
import { MOST_WAITING } from "./keeping-limits.js";
import { KEPT_TOPIC, keptFold, type Kept } from "./kept.js";
import type { KeepingEntry } from "./keeping-entries.js";

/** What processes tell each other, brought back when it is first needed. */
export interface KeptTopic {
	/** Rejects where the log cannot be read; asked again it is tried again. */
	readonly open: () => Promise<FoldedTopic<Kept, KeepingEntry>>;
	/** Finishes what was handed over, and follows the log no more. */
	readonly stop: () => Promise<void>;
}

export function createKeptTopic(deps: FoldedTopicDeps, onFold: () => void): KeptTopic {
	let opened: Promise<FoldedTopic<Kept, KeepingEntry>> | undefined;
	return {
		open: () => {
			opened ??= openFoldedTopic(KEPT_TOPIC, keptFold, {
				...deps,
				maxWaiting: MOST_WAITING,
				onFold,
			});
			// What failed is tried again by the next who asks.
			opened.catch(() => (opened = undefined));
			return opened;
		},
		stop: async () => {
			const topic = await opened?.catch(() => undefined);
			await topic?.idle();
			topic?.stop();
		},
	};
}
