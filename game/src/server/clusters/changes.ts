//!native
//!optimize 2
import type { Cluster, ClusterChange } from "./cluster";
import type { Identities } from "./identity";
import type { Pause } from "./slicing";
import type { Upheaval } from "./upheaval";
import { NONE } from "./upheaval";

/** Clusters or groups handled between two pauses: about 0.1 ms. */
const CHUNK = 64;

/** An upheaval, what became of whom in it, and the cluster that each group is now. */
export interface Outcome extends Upheaval {
	readonly identities: Identities;
	readonly after: readonly Cluster[];
}

/**
 * The changes that lead from the clusters before to the groups, in the order of the kinds that `ClusterChange`
 * gives: first everybody leaves who must, then what stays together moves as one, then newcomers arrive. Within
 * a kind the order of the clusters (of groups, where a cluster is new or joined), then of member ids.
 */
export function differences(outcome: Outcome, pause: Pause): ClusterChange[] {
	const changes: ClusterChange[] = [];
	departures(outcome, changes, pause);
	splits(outcome, changes, pause);
	endings(outcome, changes, pause);
	arrivals(outcome, changes, pause);
	return changes;
}

/** Whether who was in a cluster and is in a group went there along with others: nobody of them left or joined. */
function wentAlong({ heirOf, originOf }: Identities, cluster: number, group: number): boolean {
	return heirOf[cluster] === group || originOf[group] === cluster;
}

/** Who of a cluster is in a group now. */
function common({ before, whither, starts }: Outcome, cluster: number, group: number): string[] {
	const start = starts[cluster]!;
	return before[cluster]!.members.filter((_, m) => whither[start + m] === group);
}

function departures(
	{ before, whither, starts, identities }: Outcome,
	changes: ClusterChange[],
	pause: Pause,
): void {
	for (const c of $range(0, before.size() - 1)) {
		if (c % CHUNK === 0) pause();
		if (identities.heirOf[c] !== NONE) {
			const { id: clusterId, members } = before[c]!;
			const start = starts[c]!;
			for (const m of $range(0, members.size() - 1)) {
				const group = whither[start + m]!;
				if (group === NONE || !wentAlong(identities, c, group))
					changes.push({ kind: "left", clusterId, memberId: members[m]! });
			}
		}
	}
}

function splits(outcome: Outcome, changes: ClusterChange[], pause: Pause): void {
	const { before, identities, after } = outcome;
	for (const g of $range(0, after.size() - 1)) {
		if (g % CHUNK === 0) pause();
		const origin = identities.originOf[g]!;
		if (origin !== NONE) {
			const members = common(outcome, origin, g);
			changes.push({ kind: "split", clusterId: after[g]!.id, from: before[origin]!.id, members });
		}
	}
}

/** Mergers first, then what is dissolved. */
function endings(outcome: Outcome, changes: ClusterChange[], pause: Pause): void {
	const { before, identities, after } = outcome;
	const dissolved: Cluster[] = [];
	for (const c of $range(0, before.size() - 1)) {
		if (c % CHUNK === 0) pause();
		const heir = identities.heirOf[c]!;
		if (heir === NONE) dissolved.push(before[c]!);
		else if (identities.keptBy[heir] !== c) {
			const members = common(outcome, c, heir);
			changes.push({ kind: "merged", clusterId: after[heir]!.id, from: before[c]!.id, members });
		}
	}
	for (const { id, members } of dissolved) changes.push({ kind: "dissolved", clusterId: id, members });
}

/** What formed anew first, then who joined. */
function arrivals({ whence, identities, after }: Outcome, changes: ClusterChange[], pause: Pause): void {
	const joined: ClusterChange[] = [];
	let start = 0;
	for (const g of $range(0, after.size() - 1)) {
		if (g % CHUNK === 0) pause();
		const { id: clusterId, members } = after[g]!;
		if (identities.keptBy[g] === NONE && identities.originOf[g] === NONE)
			changes.push({ kind: "formed", clusterId, members });
		else {
			for (const m of $range(0, members.size() - 1)) {
				const cluster = whence[start + m]!;
				if (cluster === NONE || !wentAlong(identities, cluster, g))
					joined.push({ kind: "joined", clusterId, memberId: members[m]! });
			}
		}
		start += members.size();
	}
	for (const change of joined) changes.push(change);
}
