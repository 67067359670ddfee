import { copyMap, replaceValues } from "./patched-map.js";

/** A map under change: the original stays as it is, and is what comes out where nothing changed. */
export interface DraftMap<V extends object> {
	readonly get: (key: string) => V | undefined;
	/** Setting the very value that is held changes nothing. */
	readonly set: (key: string, value: V) => void;
	readonly delete: (key: string) => void;
	/** The changed map, or the original itself. The draft is done with. */
	readonly result: () => ReadonlyMap<string, V>;
}

/** A draft of `original`, copied only where more changes than a few values. */
export function draftMap<V extends object>(original: ReadonlyMap<string, V>): DraftMap<V> {
	const replaced = new Map<string, V>();
	let copy: Map<string, V> | undefined;
	const get = (key: string) => (copy ? copy.get(key) : (replaced.get(key) ?? original.get(key)));
	const writable = () => {
		if (!copy) {
			copy = copyMap(original);
			for (const [key, value] of replaced) copy.set(key, value);
		}
		return copy;
	};
	return {
		get,
		set: (key, value) => {
			if (get(key) === value) return;
			if (copy ?? !original.has(key)) writable().set(key, value);
			else replaced.set(key, value);
		},
		delete: (key) => {
			if (get(key) !== undefined) writable().delete(key);
		},
		result: () => {
			if (copy) return copy;
			return replaced.size === 0 ? original : (replaceValues(original, replaced) ?? writable());
		},
	};
}
