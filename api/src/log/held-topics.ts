import type { TypedEntry } from "./fold.js";
import type { FoldedTopic } from "./folded-topic.js";

/** Topics that this process has in memory, by name: brought back when they are asked for, let go of when they are not. */
export interface HeldTopics<S, E extends TypedEntry> {
	/** A topic, brought back where it is not in memory. What failed is tried again by the next who asks. */
	readonly open: (name: string) => Promise<FoldedTopic<S, E>>;
	readonly has: (name: string) => boolean;
	/** Those that cannot be brought back are left out: whoever asked for them was told. */
	readonly all: () => Promise<readonly (readonly [string, FoldedTopic<S, E>])[]>;
	/** Lets go of topics that nobody has asked for in so many seconds, once they are put aside. */
	readonly releaseIdle: (seconds: number) => Promise<void>;
	/** Finishes what was handed over, and follows the log no more. */
	readonly close: () => Promise<void>;
}

export interface HeldTopicsDeps<S, E extends TypedEntry> {
	readonly restore: (name: string) => Promise<FoldedTopic<S, E>>;
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

interface Held<S, E extends TypedEntry> {
	readonly topic: Promise<FoldedTopic<S, E>>;
	/** Unix seconds. */
	usedAt: number;
}

export function holdTopics<S, E extends TypedEntry>(deps: HeldTopicsDeps<S, E>): HeldTopics<S, E> {
	const { restore, now, report } = deps;
	const opened = new Map<string, Held<S, E>>();

	const release = async (name: string, held: Held<S, E>): Promise<void> => {
		const { usedAt } = held;
		const topic = await held.topic;
		// One without entries has nothing that could be put aside.
		if (topic.cursor().offset > 0) await topic.putAside();
		// Whoever asked meanwhile holds it still.
		if (held.usedAt !== usedAt) return;
		opened.delete(name);
		topic.stop();
	};

	const all = async (): Promise<(readonly [string, FoldedTopic<S, E>])[]> => {
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
		open: (name) => {
			const held = opened.get(name) ?? { topic: restore(name), usedAt: 0 };
			held.usedAt = now();
			opened.set(name, held);
			held.topic.catch(() => opened.delete(name));
			return held.topic;
		},
		has: (name) => opened.has(name),
		all,
		releaseIdle: async (seconds) => {
			const idle = [...opened].filter(([, { usedAt }]) => now() - usedAt > seconds);
			for (const [name, held] of idle) {
				await release(name, held).catch((error: unknown) =>
					report("A topic could not be put aside; it stays in memory.", { name, error }),
				);
			}
		},
		close: async () => {
			for (const [, topic] of await all()) {
				await topic.idle();
				topic.stop();
			}
		},
	};
}
