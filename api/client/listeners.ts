/** Those who are told of changes. */
export interface Listeners<Change> {
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: (change: Change) => void) => () => void;
	readonly tell: (change: Change) => void;
}

/** @param onError told what a listener threw; the others are called all the same. Default: `console.error` */
export function createListeners<Change>(onError?: (error: unknown) => void): Listeners<Change> {
	const listeners = new Set<(change: Change) => void>();
	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		tell(change) {
			for (const listener of listeners) {
				try {
					listener(change);
				} catch (error) {
					(onError ?? console.error)(error);
				}
			}
		},
	};
}
