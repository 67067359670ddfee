/** A bounded memory of ids: the oldest are forgotten first. */
export interface RecentIds {
	readonly has: (id: string) => boolean;
	readonly add: (id: string) => void;
	/** Oldest first. */
	readonly list: () => string[];
}

export function createRecentIds(capacity: number, ids: Iterable<string> = []): RecentIds {
	const held = new Set<string>();
	const add = (id: string) => {
		held.delete(id);
		held.add(id);
		if (held.size > capacity) held.delete(held.values().next().value!);
	};
	for (const id of ids) add(id);
	return { has: (id) => held.has(id), add, list: () => [...held] };
}
