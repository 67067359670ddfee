import type { Fold } from "./fold.js";
import { openFoldedTopic, type FoldedTopic, type FoldedTopicDeps } from "./folded-topic.js";

/** Names that are remembered, such as the ids of all worlds. */
export interface NameIndex {
	/** The newest last. */
	readonly list: () => Promise<readonly string[]>;
	/** Resolves when the log holds the name. */
	readonly add: (name: string) => Promise<void>;
	/** Follows the log no more. */
	readonly stop: () => void;
}

export interface NameIndexOptions extends FoldedTopicDeps {
	readonly topic: string;
	/** Beyond so many the oldest are forgotten. */
	readonly capacity?: number;
}

interface NamedEntry {
	readonly type: "named";
	readonly data: { readonly name: string };
}

function named(name: string): NamedEntry {
	return { type: "named", data: { name } };
}

function nameFold(capacity: number): Fold<Set<string>, NamedEntry> {
	return {
		empty: () => new Set(),
		apply: (names, { type, data }) => {
			if (type !== "named") return;
			names.add(data.name);
			if (names.size > capacity) names.delete(names.values().next().value!);
		},
		dump: (names) => JSON.stringify([...names]),
		load: (text) => new Set(JSON.parse(text) as string[]),
		regain: (ours, theirs) => [...ours].filter((name) => !theirs.has(name)).map(named),
	};
}

export function createNameIndex({ topic, capacity = Infinity, ...deps }: NameIndexOptions): NameIndex {
	let opened: Promise<FoldedTopic<Set<string>, NamedEntry>> | undefined;
	let isStopped = false;
	const held = (): Promise<FoldedTopic<Set<string>, NamedEntry>> => {
		opened ??= openFoldedTopic(topic, nameFold(capacity), deps).then((index) => {
			if (isStopped) index.stop();
			return index;
		});
		// What failed is tried again by the next who asks.
		opened.catch(() => (opened = undefined));
		return opened;
	};
	return {
		list: async () => {
			const index = await held();
			await index.refresh();
			return [...index.state];
		},
		add: async (name) => {
			const index = await held();
			if (index.state.has(name)) return;
			await index.write((names) => ({ entries: names.has(name) ? [] : [named(name)], result: undefined }));
		},
		stop: () => {
			isStopped = true;
			opened?.then(
				(index) => index.stop(),
				() => undefined,
			);
		},
	};
}
