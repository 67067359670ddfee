import type { Entity } from "./world.js";

/** When members were last heard of, in unix seconds of the payloads. */
export interface Sightings {
	/** All members of a source were told of, or not denied, at `at`. */
	readonly source: (source: string, at: number) => void;
	readonly member: (id: string, at: number) => void;
	readonly lastSeen: (entity: Entity) => number | undefined;
	/** When anybody was last heard of. */
	readonly latest: () => number | undefined;
	readonly forgetMember: (id: string) => void;
	readonly forgetSource: (source: string) => void;
	readonly dump: () => DumpedSightings;
}

export interface DumpedSightings {
	readonly sources: readonly (readonly [string, number])[];
	readonly members: readonly (readonly [string, number])[];
}

/**
 * Kept apart from the tracked state: a payload that repeats a thousand members sees them all again, which is
 * one number here and would be a thousand changes there.
 */
export function createSightings(dumped?: DumpedSightings): Sightings {
	const sources = new Map(dumped?.sources);
	const members = new Map(dumped?.members);
	const see = (map: Map<string, number>, key: string, at: number) => {
		map.set(key, Math.max(at, map.get(key) ?? at));
	};
	return {
		source: (source, at) => see(sources, source, at),
		member: (id, at) => see(members, id, at),
		lastSeen: ({ id, source }) => {
			const [ofAll, own] = [sources.get(source), members.get(id)];
			return ofAll === undefined || (own !== undefined && own > ofAll) ? own : ofAll;
		},
		latest: () => {
			let latest: number | undefined;
			for (const at of [...sources.values(), ...members.values()]) latest = Math.max(at, latest ?? at);
			return latest;
		},
		forgetMember: (id) => void members.delete(id),
		forgetSource: (source) => void sources.delete(source),
		dump: () => ({ sources: [...sources], members: [...members] }),
	};
}
