import type { Entity } from "../worlds/world.js";

/** Per source, the entity id behind each key that the source uses. */
export type Roster = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The roster that a world's entities imply. */
export function rosterOf(entities: ReadonlyMap<string, Entity>): Roster {
	const roster = new Map<string, Map<string, string>>();
	for (const { id, key, source } of entities.values()) {
		const keys = roster.get(source);
		if (keys) keys.set(key, id);
		else roster.set(source, new Map([[key, id]]));
	}
	return roster;
}

interface Owned {
	readonly source: string;
}

/**
 * The id under which the world holds what a source calls `id`. Ids are the world's: where another source
 * holds one already, the later comer's reads `id@source`, and stays so when the other has left.
 */
export function worldIdOf(id: string, source: string, held: ReadonlyMap<string, Owned>): string {
	if (held.get(id)?.source === source) return id;
	const second = `${id}@${source}`;
	if (held.get(second)?.source === source) return second;
	let free = id;
	for (let holder = held.get(free); holder && holder.source !== source; holder = held.get(free)) {
		free = `${free}@${source}`;
	}
	return free;
}
