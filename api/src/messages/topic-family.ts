import { Refusal } from "../http/refusal.js";
import type { Fold, Planner, TypedEntry } from "../log/fold.js";
import { openFoldedTopic } from "../log/folded-topic.js";
import type { FoldedTopic, FoldedTopicDeps } from "../log/folded-topic.js";
import { createNameIndex } from "../log/name-index.js";
import { beginningOf } from "../log/restore-topic.js";

/** Topics of one kind, each by its name. */
export interface TopicFamily<S, E extends TypedEntry> {
	/** A topic to read, as it is now; one that nobody has written to is empty. Rejects like `FoldedTopic.refresh`. */
	readonly open: (name: string) => Promise<FoldedTopic<S, E>>;
	/** Plans on the topic's state, appends, and answers when the log holds it. Rejects like `FoldedTopic.write`. */
	readonly write: <T>(name: string, plan: Planner<S, E, T>) => Promise<T>;
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
	/** Called after each entry of a topic in memory, whoever wrote it; without one where it was brought back as a whole. */
	readonly onFold?: (name: string, entry: E | undefined) => void;
}

interface Opened<S, E extends TypedEntry> {
	readonly topic: Promise<FoldedTopic<S, E>>;
	/** Unix seconds. */
	usedAt: number;
}

export function createTopicFamily<S, E extends TypedEntry>(deps: TopicFamilyDeps<S, E>): TopicFamily<S, E> {
	const { log, now, fold, topicOf, report, onOpen, onFold } = deps;
	const index = createNameIndex({ ...deps, ...deps.index });
	const opened = new Map<string, Opened<S, E>>();
	let closed = false;

	const restore = async (name: string): Promise<FoldedTopic<S, E>> => {
		const topic = await openFoldedTopic(topicOf(name), fold, {
			...deps,
			onFold: (entry) => onFold?.(name, entry),
		});
		onOpen?.(name, topic);
		return topic;
	};

	const openToWrite = (name: string): Promise<FoldedTopic<S, E>> => {
		const held = opened.get(name) ?? { topic: restore(name), usedAt: 0 };
		held.usedAt = now();
		opened.set(name, held);
		// What failed is tried again by the next who asks.
		held.topic.catch(() => opened.delete(name));
		return held.topic;
	};

	const release = async (name: string, held: Opened<S, E>): Promise<void> => {
		const { usedAt } = held;
		const topic = await held.topic;
		await topic.putAside();
		// Whoever asked meanwhile holds it still.
		if (held.usedAt !== usedAt) return;
		opened.delete(name);
		topic.stop();
	};

	/** Those that cannot be brought back are left out: whoever asked for them was told. */
	const held = async (): Promise<(readonly [string, FoldedTopic<S, E>])[]> => {
		const topics = await Promise.all(
			[...opened].map(([name, { topic }]) =>
				topic.then(
					(found) => [[name, found] as const],
					() => [],
				),
			),
		);
		return topics.flat();
	};

	return {
		open: async (name) => {
			if (!opened.has(name) && (await beginningOf(log, topicOf(name))) && !opened.has(name)) {
				// Reading makes no topics: anybody may ask for any name.
				const empty = await openFoldedTopic(topicOf(name), fold, { log, report });
				empty.stop();
				return empty;
			}
			const topic = await openToWrite(name);
			await topic.refresh();
			return topic;
		},
		write: async (name, plan) => {
			if (closed) {
				throw new Refusal("unavailable", "This service is shutting down.", { retryAfterSeconds: 1 });
			}
			const topic = await openToWrite(name);
			// Known before it holds anything, so that nothing is held that cannot be found again.
			await index.add(name);
			return topic.write(plan);
		},
		list: index.list,
		held,
		releaseIdle: async (seconds) => {
			const idle = [...opened].filter(([, { usedAt }]) => now() - usedAt > seconds);
			for (const [name, held] of idle) {
				await release(name, held).catch((error: unknown) =>
					report("A topic could not be put aside; it stays in memory.", { name, error }),
				);
			}
		},
		close: async () => {
			closed = true;
			index.stop();
			for (const [, topic] of await held()) {
				await topic.idle();
				topic.stop();
			}
		},
	};
}
