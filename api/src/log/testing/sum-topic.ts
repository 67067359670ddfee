import type { Fold } from "../fold.js";

/** What a topic of sums has led to. */
export interface Sum {
	total: number;
}

export interface Added {
	readonly type: "added" | "else";
	readonly data: { readonly by: number };
}

/** The simplest topic there is, for tests of what holds for all. */
export const sumFold: Fold<Sum, Added> = {
	empty: () => ({ total: 0 }),
	apply: (state, { type, data }) => {
		if (type === "added") state.total += data.by;
	},
	dump: (state) => JSON.stringify(state),
	load: (text) => JSON.parse(text) as Sum,
};

export function added(by: number): Added {
	return { type: "added", data: { by } };
}

/** A plan that adds, and answers what it added. */
export function add(by: number) {
	return () => ({ entries: [added(by)], result: by });
}
