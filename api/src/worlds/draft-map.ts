/** A map under change: the original stays as it is, and is what comes out where nothing changed. */
export interface DraftMap<V> {
	readonly get: (key: string) => V | undefined;
	/** Setting the very value that is held changes nothing. */
	readonly set: (key: string, value: V) => void;
	readonly delete: (key: string) => void;
	/** The changed map, or the original itself. */
	readonly result: () => ReadonlyMap<string, V>;
}

/** A draft of `original`, copied at the first change. */
export function draftMap<V>(original: ReadonlyMap<string, V>): DraftMap<V> {
	let current = original;
	let copy: Map<string, V> | undefined;
	const writable = () => {
		copy ??= new Map(original);
		current = copy;
		return copy;
	};
	return {
		get: (key) => current.get(key),
		set: (key, value) => {
			if (current.get(key) !== value) writable().set(key, value);
		},
		delete: (key) => {
			if (current.has(key)) writable().delete(key);
		},
		result: () => current,
	};
}
