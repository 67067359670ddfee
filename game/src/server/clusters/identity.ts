//!native
//!optimize 2
import type { Cluster } from "./cluster";
import type { Pause } from "./slicing";

/** Clusters or groups handled between two pauses: about 0.1 ms. */
const CHUNK = 64;
/** So many members still together are a cluster that lives on; one who goes elsewhere alone is not. */
const MIN_FRAGMENT = 2;

/** Clusters that are no longer what they were, and the groups that their members and newcomers are now. */
export interface Upheaval {
	readonly before: readonly Cluster[];
	/** Cluster id by member, of those and of all others. */
	readonly lastClusterOf: ReadonlyMap<string, string>;
	/** Disjoint, two members or more each, sorted; none is a cluster of `before`. */
	readonly groups: readonly (readonly string[])[];
}

/** How clusters and groups belong together; numbers are indices into the upheaval's `before` and `groups`. */
export interface Identities {
	/** The group in which a cluster goes on or is merged. A cluster without one dissolves. */
	readonly heirOf: ReadonlyMap<number, number>;
	/** The cluster whose id a group keeps. */
	readonly keptBy: ReadonlyMap<number, number>;
	/** The cluster that a group without an id to keep split from. A group in neither map formed anew. */
	readonly originOf: ReadonlyMap<number, number>;
	/** The group of a member. */
	readonly groupOf: ReadonlyMap<string, number>;
}

/** Members of one cluster that are in one group. */
interface Fragment {
	readonly cluster: number;
	readonly group: number;
	size: number;
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
export function identify(upheaval: Upheaval, pause: Pause): Identities {
	const { before, groups } = upheaval;
	const groupOf = new Map<string, number>();
	for (const g of $range(0, groups.size() - 1)) {
		if (g % CHUNK === 0) pause();
		for (const member of groups[g]!) groupOf.set(member, g);
	}
	const heirOf = new Map<number, number>();
	const winners = new Map<number, Fragment>();
	const strays: Fragment[] = [];
	for (const c of $range(0, before.size() - 1)) {
		if (c % CHUNK === 0) pause();
		const fragments = fragmentsOf(before[c]!, c, groupOf);
		const heir = largest(fragments);
		if (heir) {
			heirOf.set(c, heir.group);
			const rival = winners.get(heir.group);
			if (!rival || outranks(before, heir, rival)) winners.set(heir.group, heir);
			for (const fragment of fragments) if (fragment !== heir) strays.push(fragment);
		}
	}
	const keptBy = new Map<number, number>();
	for (const [group, winner] of winners) keptBy.set(group, winner.cluster);
	return { heirOf, keptBy, originOf: originsOf(before, strays, keptBy), groupOf };
}

/** Where a cluster's members are now, in the order of their smallest members. */
function fragmentsOf(cluster: Cluster, index: number, groupOf: ReadonlyMap<string, number>): Fragment[] {
	const fragments: Fragment[] = [];
	for (const member of cluster.members) {
		const group = groupOf.get(member);
		if (group !== undefined) {
			let known = false;
			for (const fragment of fragments) {
				if (fragment.group === group) {
					fragment.size += 1;
					known = true;
					break;
				}
			}
			if (!known) fragments.push({ cluster: index, group, size: 1 });
		}
	}
	return fragments;
}

/** The first of the largest, if it is more than one who went elsewhere alone. */
function largest(fragments: readonly Fragment[]): Fragment | undefined {
	let best: Fragment | undefined;
	for (const fragment of fragments) {
		if (fragment.size >= MIN_FRAGMENT && (!best || fragment.size > best.size)) best = fragment;
	}
	return best;
}

function outranks(before: readonly Cluster[], a: Fragment, b: Fragment): boolean {
	const isHalfA = a.size * 2 >= before[a.cluster]!.members.size();
	const isHalfB = b.size * 2 >= before[b.cluster]!.members.size();
	return isHalfA === isHalfB ? isOlder(before[a.cluster]!, before[b.cluster]!) : isHalfA;
}

function originsOf(
	before: readonly Cluster[],
	strays: readonly Fragment[],
	keptBy: ReadonlyMap<number, number>,
): Map<number, number> {
	const origins = new Map<number, Fragment>();
	for (const stray of strays) {
		if (stray.size >= MIN_FRAGMENT && !keptBy.has(stray.group)) {
			const rival = origins.get(stray.group);
			const wins =
				!rival ||
				(stray.size === rival.size
					? isOlder(before[stray.cluster]!, before[rival.cluster]!)
					: stray.size > rival.size);
			if (wins) origins.set(stray.group, stray);
		}
	}
	const originOf = new Map<number, number>();
	for (const [group, origin] of origins) originOf.set(group, origin.cluster);
	return originOf;
}

function isOlder(a: Cluster, b: Cluster): boolean {
	return a.formed === b.formed ? a.id < b.id : a.formed < b.formed;
}
