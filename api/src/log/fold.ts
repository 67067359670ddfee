import type { Cursor } from "./cursor.js";

/** An entry of a topic, its data not yet JSON. */
export interface TypedEntry {
	readonly type: string;
	readonly data: object;
}

/** How the entries of a topic make a state. Entries of a type that it does not know change nothing. */
export interface Fold<S, E extends TypedEntry> {
	readonly empty: () => S;
	/** Changes the state by an entry; the same for an entry just written and one read back. */
	readonly apply: (state: S, entry: E) => void;
	/** The whole state as JSON text. */
	readonly dump: (state: S) => string;
	readonly load: (dumped: string) => S;
	/** The state stands for this place in the log now. For states that hold their place. */
	readonly place?: (state: S, at: Cursor) => void;
	/** Entries up to `newest` are missing, which is the newest where that is held: goes on with what is left. */
	readonly skip?: (state: S, newest: E | undefined) => void;
	/**
	 * Plans what `ours` knows and `theirs` does not, where a history was lost and another process has founded the
	 * next one. Without it `theirs` is all there is.
	 */
	readonly regain?: (ours: Readonly<S>, theirs: Readonly<S>) => readonly E[];
}

/** What is to be written, and what to answer once the log holds it. */
export interface Plan<E extends TypedEntry, T> {
	readonly entries: readonly E[];
	readonly result: T;
	/** Folded along with `entries` but not logged: what may be forgotten at a restart. */
	readonly unlogged?: readonly E[];
}

/**
 * Plans on the state as it is. Called anew where somebody else has written meanwhile, so it plans each time as if for the first; what it
 * throws is answered to the writer once the state is known to be the newest.
 */
export type Planner<S, E extends TypedEntry, T> = (state: Readonly<S>) => Plan<E, T>;

export function parseTyped<E extends TypedEntry>({ type, data }: { type: string; data: string }): E {
	return { type, data: JSON.parse(data) as object } as E;
}
