import type { Log } from "../log/log.js";

/** Topic whose checkpoint holds the ids of all worlds; it has no entries. */
const TOPIC = "worlds";

/** The ids of all worlds that were ever told of. */
export interface WorldIndex {
	readonly list: () => Promise<readonly string[]>;
	/** Resolves when the log holds the id. */
	readonly add: (worldId: string) => Promise<void>;
}

export function createWorldIndex(log: Log): WorldIndex {
	let known: Promise<ReadonlySet<string>> | undefined;
	const read = async (): Promise<ReadonlySet<string>> => {
		const checkpoint = await log.latestCheckpoint(TOPIC);
		return new Set(checkpoint ? (JSON.parse(checkpoint.value) as string[]) : []);
	};
	const held = () => {
		known ??= read();
		known.catch(() => (known = undefined));
		return known;
	};
	return {
		list: async () => [...(await held())],
		add: (worldId) => {
			const before = held();
			const after = before.then(async (ids) => {
				if (ids.has(worldId)) return ids;
				const next = new Set(ids).add(worldId);
				await log.checkpoint(TOPIC, { offset: 0, value: JSON.stringify([...next]) });
				return next;
			});
			// One addition after the other; one that failed leaves the list as it was.
			known = after.catch(() => before);
			return after.then(() => undefined);
		},
	};
}
