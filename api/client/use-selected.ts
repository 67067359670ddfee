import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";

/** Something that changes and can be looked at. */
export interface Source<View> {
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: () => void) => () => void;
	/** The same value for as long as nothing has changed. */
	readonly view: () => View;
}

/** What `select` makes of a source, renewed when it is another one by `isSame`. */
export function useSelected<View, T>(
	{ subscribe, view }: Source<View>,
	select: (view: View) => T,
	isSame: (a: T, b: T) => boolean,
): T {
	const rendered = useRef<{ readonly value: T }>(undefined);
	const read = useMemo(() => {
		let seen: { readonly view: View; readonly value: T } | undefined;
		return (): T => {
			const now = view();
			if (seen?.view === now) return seen.value;
			const value = select(now);
			// A selector made anew with every render must not make its first value another one.
			const known = seen ?? rendered.current;
			seen = { view: now, value: known && isSame(known.value, value) ? known.value : value };
			return seen.value;
		};
	}, [view, select, isSame]);
	const value = useSyncExternalStore(subscribe, read, read);
	useEffect(() => {
		rendered.current = { value };
	});
	return value;
}
