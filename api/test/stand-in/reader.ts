import type { Entry, History, Telling } from "./history.js";

/** Who reads a history at a door of the stand-in, and from where. */
export interface Reader extends Telling {
	readonly history: History;
	readonly cursor: string;
}

/** What a reader is told next, and the cursor after it. */
export type Next =
	| { readonly cursor: string; readonly reset?: undefined; readonly entries: readonly Entry[] }
	| { readonly cursor: string; readonly reset: { readonly reason: string }; readonly state: string };

export function catchUp({ history, cursor, ...telling }: Reader): Next {
	const next = history.after(cursor, telling);
	const now = history.cursor();
	if (!("reset" in next)) return { cursor: now, entries: next.entries };
	return { cursor: now, reset: { reason: next.reset }, state: history.fresh(telling.cast) };
}
