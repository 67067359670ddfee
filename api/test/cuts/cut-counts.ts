/** How often which kind of reader was cut in which way. */
export interface CutCounts {
	readonly add: (reader: string, kind: string) => void;
	/** What went along with a cut and is none of its own, as coming back to another instance. */
	readonly note: (kind: string) => void;
	readonly total: () => number;
	/** By kind of cut. */
	readonly byKind: () => Readonly<Record<string, number>>;
	/** By kind of reader. */
	readonly byReader: () => Readonly<Record<string, number>>;
}

export function createCutCounts(): CutCounts {
	const kinds: Record<string, number> = {};
	const readers: Record<string, number> = {};
	let total = 0;
	return {
		add(reader, kind) {
			total += 1;
			kinds[kind] = (kinds[kind] ?? 0) + 1;
			readers[reader] = (readers[reader] ?? 0) + 1;
		},
		note: (kind) => void (kinds[kind] = (kinds[kind] ?? 0) + 1),
		total: () => total,
		byKind: () => ({ ...kinds }),
		byReader: () => ({ ...readers }),
	};
}

/** One line for people: without its volume a green test tells little. */
export function describeCounts(counts: Readonly<Record<string, number>>): string {
	return Object.entries(counts)
		.map(([name, count]) => `${name} ${count}`)
		.join(", ");
}
