import { Refusal } from "../http/refusal.js";
import { createNameIndex } from "../log/name-index.js";
import { openFoldedTopic } from "./folded-topic.js";
import type { Fold, FoldedTopic, FoldedTopicDeps, Plan, TypedEntry } from "./folded-topic.js";

/** Topics of one kind, each by its name. */
export interface TopicFamily<S, E extends TypedEntry> {
	/** A topic to read; one that nobody has written to is empty. */
	readonly open: (name: string) => Promise<FoldedTopic<S, E>>;
	/** Plans on the topic's state, appends, and answers when the log holds it. Rejects like `FoldedTopic.write`. */
	readonly write: <T>(name: string, plan: (state: Readonly<S>) => Plan<E, T>) => Promise<T>;
	/** Names of all topics that were ever written to. */
	readonly list: () => Promise<readonly string[]>;
	/** Topics that are in memory, by name. */
	readonly held: () => Promise<readonly (readonly [string, FoldedTopic<S, E>])[]>;
	/** Lets go of topics that nobody has asked for in so many seconds, once they are put aside. */
	readonly releaseIdle: (seconds: number) => Promise<void>;
	/** Finishes what was handed over; later writes are refused. */
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
}

interface Opened<S, E extends TypedEntry> {
	readonly topic: Promise<FoldedTopic<S, E>>;
	/** Unix seconds. */
	usedAt: number;
}

export function createTopicFamily<S, E extends TypedEntry>(deps: TopicFamilyDeps<S, E>): TopicFamily<S, E> {
	const { log, now, fold, topicOf, report, onOpen } = deps;
	const index = createNameIndex(log, deps.index);
	const opened = new Map<string, Opened<S, E>>();
	let closed = false;

	const restore = async (name: string): Promise<FoldedTopic<S, E>> => {
		const topic = await openFoldedTopic(topicOf(name), fold, deps);
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
		await (await held.topic).putAside();
		// Whoever asked meanwhile holds it still.
		if (held.usedAt === usedAt) opened.delete(name);
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
			if (opened.has(name)) return openToWrite(name);
			const topic = topicOf(name);
			const { offset } = await log.head(topic);
			// Reading makes no topics: anybody may ask for any name.
			if (offset === 0 && !opened.has(name)) return openFoldedTopic(topic, fold, deps);
			return openToWrite(name);
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
			await Promise.all((await held()).map(([, topic]) => topic.idle()));
		},
	};
}
