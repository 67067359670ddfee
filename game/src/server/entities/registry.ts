import type { MemberTypeWire } from "../../shared/wire";
import type { Entity } from "./entity";

/** What is known of somebody who arrives; the registry adds the key. */
export type Arrival = Omit<Entity, "key">;

/** Who is in the place now, by id and by key. */
export interface EntityRegistry {
	/** Takes an arrival. Undefined where the id is already present: identity is the id, and the first keeps it. */
	readonly add: (arrival: Arrival) => Entity | undefined;
	readonly remove: (id: string) => Entity | undefined;
	/** Somebody has another persona from now on. Undefined where nobody has that id. */
	readonly describe: (id: string, persona: string) => Entity | undefined;
	readonly byId: (id: string) => Entity | undefined;
	readonly byKey: (key: string) => Entity | undefined;
	readonly all: () => readonly Entity[];
	readonly count: (kind: MemberTypeWire) => number;
}

/** Longest name that the wire takes, in bytes; a longer one is cut. */
const MAX_NAME_BYTES = 100;

function labelOf(name: string): string {
	if (name.size() <= MAX_NAME_BYTES) return name;
	// Cut before the character that would straddle the limit, so that the text stays valid UTF-8.
	let cut = MAX_NAME_BYTES;
	while (cut > 0) {
		const [following] = string.byte(name, cut + 1);
		if (following === undefined || following < 0x80 || following >= 0xc0) break;
		cut -= 1;
	}
	return name.sub(1, cut);
}

/**
 * A registry without anybody. The key of an entity is its name; where the name is taken, or is somebody's id,
 * it is `<id>`. A key is given at arrival and kept until departure, whoever else comes or goes.
 */
export function createEntityRegistry(): EntityRegistry {
	const ids = new Map<string, Entity>();
	const keys = new Map<string, Entity>();
	const counts = { npc: 0, player: 0 };

	const freeKey = (arrival: Arrival, name: string): string => {
		if (name !== "" && !keys.has(name) && (name === arrival.id || !ids.has(name))) return name;
		let key = arrival.id;
		while (keys.has(key)) key = `#${key}`;
		return key;
	};

	return {
		add: (arrival) => {
			if (ids.has(arrival.id)) return undefined;
			const name = labelOf(arrival.name);
			const entity: Entity = { ...arrival, name, key: freeKey(arrival, name) };
			ids.set(entity.id, entity);
			keys.set(entity.key, entity);
			counts[entity.type] += 1;
			return entity;
		},
		remove: (id) => {
			const entity = ids.get(id);
			if (!entity) return undefined;
			ids.delete(id);
			keys.delete(entity.key);
			counts[entity.type] -= 1;
			return entity;
		},
		describe: (id, persona) => {
			const before = ids.get(id);
			if (!before) return undefined;
			const entity = { ...before, persona };
			ids.set(id, entity);
			keys.set(entity.key, entity);
			return entity;
		},
		byId: (id) => ids.get(id),
		byKey: (key) => keys.get(key),
		all: () => {
			const entities: Entity[] = [];
			ids.forEach((entity) => entities.push(entity));
			return entities;
		},
		count: (kind) => counts[kind],
	};
}
