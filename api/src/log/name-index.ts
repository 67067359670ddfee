import type { Log } from "./log.js";

/** Names that are remembered, such as the ids of all worlds. */
export interface NameIndex {
	/** The newest last. */
	readonly list: () => Promise<readonly string[]>;
	/** Resolves when the log holds the name. */
	readonly add: (name: string) => Promise<void>;
}

export interface NameIndexOptions {
	/** Topic whose checkpoint holds the names; it has no entries. */
	readonly topic: string;
	/** Beyond so many the oldest are forgotten. */
	readonly capacity?: number;
}

export function createNameIndex(log: Log, { topic, capacity = Infinity }: NameIndexOptions): NameIndex {
	let known: Promise<ReadonlySet<string>> | undefined;
	const read = async (): Promise<ReadonlySet<string>> => {
		const checkpoint = await log.latestCheckpoint(topic);
		return new Set(checkpoint ? (JSON.parse(checkpoint.value) as string[]) : []);
	};
	const held = () => {
		known ??= read();
		known.catch(() => (known = undefined));
		return known;
	};
	return {
		list: async () => [...(await held())],
		add: (name) => {
			const before = held();
			const after = before.then(async (names) => {
				if (names.has(name)) return names;
				const next = [...names, name].slice(-capacity);
				await log.checkpoint(topic, { offset: 0, value: JSON.stringify(next) });
				return new Set(next);
			});
			// One addition after the other; one that failed leaves the list as it was.
			known = after.catch(() => before);
			return after.then(() => undefined);
		},
	};
}
