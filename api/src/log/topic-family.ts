import { Refusal } from "../http/refusal.js";
import type { Fold, Planner, TypedEntry } from "./fold.js";
import { openFoldedTopic } from "./folded-topic.js";
import type { FoldedTopic, FoldedTopicDeps } from "./folded-topic.js";
import { holdTopics } from "./held-topics.js";
import { createNameIndex } from "./name-index.js";
import { beginningOf } from "./restore-topic.js";

/** Topics of one kind, each by its name. */
export interface TopicFamily<S, E extends TypedEntry> {
	/** A topic to read, as it is now; one that nobody has written to is empty. Rejects like `FoldedTopic.refresh`. */
	readonly open: (name: string) => Promise<FoldedTopic<S, E>>;
	/** Plans on the topic's state, appends, and answers when the log holds it. Rejects like `FoldedTopic.write`. */
	readonly write: <T>(name: string, plan: Planner<S, E, T>) => Promise<T>;
	/** Whether a topic is in memory, or about to be. */
	readonly has: (name: string) => boolean;
	/** Names of all topics that were ever written to. */
	readonly list: () => Promise<readonly string[]>;
	/** Topics that are in memory, by name. */
	readonly held: () => Promise<readonly (readonly [string, FoldedTopic<S, E>])[]>;
	/** Lets go of topics that nobody has asked for in so many seconds, once they are put aside. */
	readonly releaseIdle: (seconds: number) => Promise<void>;
	/** Finishes what was handed over, and follows the log no more; later writes are refused. */
	readonly close: () => Promise<void>;
}

export interface TopicFamilyDeps<S, E extends TypedEntry> extends FoldedTopicDeps {
	readonly fold: Fold<S, E>;
	readonly topicOf: (name: string) => string;
	/** Topic of the index of names, and how many it holds. */
	readonly index: { readonly topic: string; readonly capacity?: number };
	/** Unix seconds. */
	readonly now: () => number;
	/** Called with each topic that is brought back, before anybody has it. */
	readonly onOpen?: (name: string, topic: FoldedTopic<S, E>) => void;
	/**
	 * Called after each entry of a topic in memory, whoever wrote it, with the state that shows it; without one where it
	 * was brought back as a whole.
	 */
	readonly onFold?: (name: string, entry: E | undefined, state: S) => void;
}

export function createTopicFamily<S, E extends TypedEntry>(deps: TopicFamilyDeps<S, E>): TopicFamily<S, E> {
	const { fold, topicOf, index: named, now, onOpen, onFold, ...folding } = deps;
	const { log, report } = folding;
	const index = createNameIndex({ ...folding, ...named });
	let closed = false;

	const restore = async (name: string): Promise<FoldedTopic<S, E>> => {
		const topic = await openFoldedTopic(topicOf(name), fold, {
			...folding,
			onFold: (entry, state) => onFold?.(name, entry, state),
		});
		onOpen?.(name, topic);
		return topic;
	};
	const topics = holdTopics({ report, now, restore });

	return {
		open: async (name) => {
			if (!topics.has(name) && (await beginningOf(log, topicOf(name))) && !topics.has(name)) {
				// Reading makes no topics: anybody may ask for any name.
				const empty = await openFoldedTopic(topicOf(name), fold, { log, report });
				empty.stop();
				return empty;
			}
			const topic = await topics.open(name);
			await topic.refresh();
			return topic;
		},
		write: async (name, plan) => {
			if (closed) {
				throw new Refusal("unavailable", "This service is shutting down.", { retryAfterSeconds: 1 });
			}
			const topic = await topics.open(name);
			// Known before it holds anything, so that nothing is held that cannot be found again.
			await index.add(name);
			return topic.write(plan);
		},
		has: topics.has,
		list: index.list,
		held: topics.all,
		releaseIdle: topics.releaseIdle,
		close: async () => {
			closed = true;
			index.stop();
			await topics.close();
		},
	};
}
