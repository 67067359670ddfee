/** Of a map's values, how many a patch replaces before the map is copied whole: then a copy pays for eight ticks. */
const MAX_PATCHED = 1 / 8;

/** A smaller map is sooner copied than looked up twice. */
const MIN_BASE = 256;

/**
 * A map of which a few values stand in a patch over a base that many such maps share, so that a tick in which one in a
 * hundred moves need not copy the other ninety-nine. Keys and their order are the base's.
 */
export class PatchedMap<V extends object> implements ReadonlyMap<string, V> {
	constructor(
		readonly base: ReadonlyMap<string, V>,
		readonly patch: ReadonlyMap<string, V>,
	) {}

	get size(): number {
		return this.base.size;
	}

	has(key: string): boolean {
		return this.base.has(key);
	}

	get(key: string): V | undefined {
		return this.patch.get(key) ?? this.base.get(key);
	}

	keys(): MapIterator<string> {
		return this.base.keys();
	}

	*entries(): MapIterator<[string, V]> {
		for (const [key, value] of this.base) yield [key, this.patch.get(key) ?? value];
	}

	*values(): MapIterator<V> {
		for (const [key, value] of this.base) yield this.patch.get(key) ?? value;
	}

	[Symbol.iterator](): MapIterator<[string, V]> {
		return this.entries();
	}

	forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
		for (const [key, value] of this) visit(value, key, this);
	}
}

/** Base and patch of a map, whichever kind it is. */
function partsOf<V extends object>(map: ReadonlyMap<string, V>): Pick<PatchedMap<V>, "base" | "patch"> {
	return map instanceof PatchedMap ? (map as PatchedMap<V>) : { base: map, patch: new Map() };
}

/** The map with some values replaced, by keys that it has; undefined where they are so many that a copy is cheaper. */
export function replaceValues<V extends object>(
	map: ReadonlyMap<string, V>,
	values: ReadonlyMap<string, V>,
): ReadonlyMap<string, V> | undefined {
	const { base, patch } = partsOf(map);
	if (base.size < MIN_BASE || patch.size + values.size > base.size * MAX_PATCHED) return undefined;
	const next = new Map(patch);
	for (const [key, value] of values) next.set(key, value);
	return new PatchedMap(base, next);
}

/** A map of its own with the same entries in the same order. */
export function copyMap<V extends object>(map: ReadonlyMap<string, V>): Map<string, V> {
	const { base, patch } = partsOf(map);
	const copy = new Map(base);
	for (const [key, value] of patch) copy.set(key, value);
	return copy;
}

/** The keys at which two maps may differ, where they share a base; undefined where every key may be one. */
export function patchedKeys<V extends object>(
	before: ReadonlyMap<string, V>,
	after: ReadonlyMap<string, V>,
): ReadonlySet<string> | undefined {
	const [old, now] = [partsOf(before), partsOf(after)];
	return old.base === now.base ? new Set([...old.patch.keys(), ...now.patch.keys()]) : undefined;
}
