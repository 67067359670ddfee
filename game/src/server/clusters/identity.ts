//!native
//!optimize 2
import type { Cluster } from "./cluster";
import type { Pause } from "./slicing";
import type { Upheaval } from "./upheaval";
import { NONE } from "./upheaval";

/** Clusters handled between two pauses: about 0.1 ms. */
const CHUNK = 128;
/** So many members still together are a cluster that lives on; one who goes elsewhere alone is not. */
const MIN_FRAGMENT = 2;

/** How clusters and groups belong together; numbers are indices into the upheaval's `before` and `groups`. */
export interface Identities {
	/** By cluster, the group in which it goes on or is merged. One with `NONE` dissolves. */
	readonly heirOf: readonly number[];
	/** By group, the cluster whose id it keeps, or `NONE`. */
	readonly keptBy: readonly number[];
	/** By group without an id to keep, the cluster it split from. One with `NONE` in both formed anew. */
	readonly originOf: readonly number[];
}

/** Members of one cluster, two or more, that are in one group. */
interface Fragment {
	readonly cluster: number;
	readonly group: number;
	readonly size: number;
}

/**
 * Decides which group keeps which id.
 *
 * - A cluster's heir is the group with most of its members, two at least; of equals the one with the smallest
 *   member id.
 * - A group that is heir to several keeps the id of the one that formed first; of equals the smaller id.
 *   Clusters of which less than half came count only if no other did.
 * - A group that is heir to none split from the cluster that most of its members, two at least, come from; of
 *   equals from the older.
 */
export function identify({ before, groups, whither, starts }: Upheaval, pause: Pause): Identities {
	const heirOf = table.create(before.size(), NONE);
	const keptBy = table.create(groups.size(), NONE);
	// By cluster, whether half of it or more is with its heir.
	const isHalf = table.create(before.size(), false);
	const strays: Fragment[] = [];
	// By group, how many members of the cluster at hand are there.
	const sizes = table.create(groups.size(), 0);
	for (const c of $range(0, before.size() - 1)) {
		if (c % CHUNK === 0) pause();
		const start = starts[c]!;
		const members = before[c]!.members.size();
		for (const m of $range(start, start + members - 1)) {
			const group = whither[m]!;
			if (group !== NONE) sizes[group]! += 1;
		}
		let heir = NONE;
		let most = MIN_FRAGMENT - 1;
		// Members come by id, so of equals the group with the smallest comes first.
		for (const m of $range(start, start + members - 1)) {
			const group = whither[m]!;
			if (group !== NONE && sizes[group]! > most) {
				heir = group;
				most = sizes[group]!;
			}
		}
		for (const m of $range(start, start + members - 1)) {
			const group = whither[m]!;
			if (group !== NONE) {
				const size = sizes[group]!;
				if (group !== heir && size >= MIN_FRAGMENT) strays.push({ cluster: c, group, size });
				sizes[group] = 0;
			}
		}
		if (heir !== NONE) {
			heirOf[c] = heir;
			isHalf[c] = most * 2 >= members;
			const rival = keptBy[heir]!;
			const wins =
				rival === NONE || (isHalf[c] === isHalf[rival] ? isOlder(before[c]!, before[rival]!) : isHalf[c]!);
			if (wins) keptBy[heir] = c;
		}
	}
	return { heirOf, keptBy, originOf: originsOf(before, strays, keptBy) };
}

function originsOf(
	before: readonly Cluster[],
	strays: readonly Fragment[],
	keptBy: readonly number[],
): readonly number[] {
	const originOf = table.create(keptBy.size(), NONE);
	const sizes = table.create(keptBy.size(), 0);
	for (const { cluster, group, size } of strays) {
		const rival = originOf[group]!;
		const wins =
			rival === NONE ||
			(size === sizes[group]! ? isOlder(before[cluster]!, before[rival]!) : size > sizes[group]!);
		if (keptBy[group] === NONE && wins) {
			originOf[group] = cluster;
			sizes[group] = size;
		}
	}
	return originOf;
}

function isOlder(a: Cluster, b: Cluster): boolean {
	return a.formed === b.formed ? a.id < b.id : a.formed < b.formed;
}
