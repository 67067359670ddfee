/** Ids that came and went. What went comes first: an id in both is there afterwards. */
export interface IdChanges {
	readonly removed?: readonly string[];
	readonly created?: readonly string[];
}

/**
 * Sorted ids (by UTF-16 code units, none twice) after changes; the same array where there are none. One pass over
 * the ids, whatever their number, and only what came is sorted.
 */
export function changeIds(
	ids: readonly string[],
	{ removed = [], created = [] }: IdChanges,
): readonly string[] {
	if (removed.length === 0 && created.length === 0) return ids;
	const gone = new Set(removed);
	const coming = [...created].sort();
	const next: string[] = [];
	let at = 0;
	for (const id of ids) {
		while (at < coming.length && coming[at]! < id) next.push(coming[at++]!);
		if (!gone.has(id)) next.push(id);
	}
	for (; at < coming.length; at++) next.push(coming[at]!);
	return next;
}
