import type { WorldCluster } from "../worlds/world.js";

interface Candidate {
	/** Place of the group among the groups. */
	readonly index: number;
	/** Sorted. */
	readonly members: readonly string[];
	readonly cluster: WorldCluster;
	readonly shared: number;
}

/**
 * Most shared members first, then the cluster that formed first and the lesser id; of two groups that share as
 * many the one with fewer others, then the one with the lesser member. The order of groups decides nothing.
 */
function compareCandidates(a: Candidate, b: Candidate): number {
	if (a.shared !== b.shared) return b.shared - a.shared;
	if (a.cluster.formed !== b.cluster.formed) return a.cluster.formed - b.cluster.formed;
	if (a.cluster.id !== b.cluster.id) return a.cluster.id < b.cluster.id ? -1 : 1;
	if (a.members.length !== b.members.length) return a.members.length - b.members.length;
	return a.members[0]! < b.members[0]! ? -1 : 1;
}

function candidatesFor(
	members: readonly string[],
	index: number,
	clusterOf: (member: string) => WorldCluster | undefined,
) {
	const shared = new Map<WorldCluster, number>();
	for (const member of members) {
		const cluster = clusterOf(member);
		if (cluster) shared.set(cluster, (shared.get(cluster) ?? 0) + 1);
	}
	return [...shared]
		.filter(([cluster, count]) => count * 2 > Math.min(cluster.members.length, members.length))
		.map(([cluster, count]) => ({ index, cluster, shared: count, members: [...members].sort() }));
}

/**
 * Finds the known cluster that each group of members without an id goes on as: the one that shares most of
 * its members, which is more than half of the smaller of the two. Each known cluster goes on once.
 *
 * @param clusterOf known cluster of a member, where that cluster's id is still free
 * @returns per group the id, or undefined where it is new
 */
export function matchClusters(
	groups: readonly (readonly string[])[],
	clusterOf: (member: string) => WorldCluster | undefined,
): (string | undefined)[] {
	const matched = new Array<string | undefined>(groups.length).fill(undefined);
	const taken = new Set<string>();
	const candidates = groups.flatMap((members, index) => candidatesFor(members, index, clusterOf));
	for (const { index, cluster } of candidates.sort(compareCandidates)) {
		if (matched[index] !== undefined || taken.has(cluster.id)) continue;
		matched[index] = cluster.id;
		taken.add(cluster.id);
	}
	return matched;
}
