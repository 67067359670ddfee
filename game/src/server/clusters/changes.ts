//!native
//!optimize 2
import type { Cluster, ClusterChange } from "./cluster";
import type { Identities, Upheaval } from "./identity";
import type { Pause } from "./slicing";

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

/** Who of a cluster is in a group now. */
function common(outcome: Outcome, cluster: number, group: number): string[] {
	const { before, identities } = outcome;
	return before[cluster]!.members.filter((member) => identities.groupOf.get(member) === group);
}

function departures(outcome: Outcome, changes: ClusterChange[], pause: Pause): void {
	const { before, identities } = outcome;
	const { heirOf, originOf, groupOf } = identities;
	for (const c of $range(0, before.size() - 1)) {
		if (c % CHUNK === 0) pause();
		const heir = heirOf.get(c);
		if (heir !== undefined) {
			const { id: clusterId, members } = before[c]!;
			for (const memberId of members) {
				const group = groupOf.get(memberId);
				if (group !== heir && (group === undefined || originOf.get(group) !== c)) {
					changes.push({ kind: "left", clusterId, memberId });
				}
			}
		}
	}
}

function splits(outcome: Outcome, changes: ClusterChange[], pause: Pause): void {
	const { before, identities, after } = outcome;
	for (const g of $range(0, after.size() - 1)) {
		if (g % CHUNK === 0) pause();
		const origin = identities.originOf.get(g);
		if (origin !== undefined) {
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
		const heir = identities.heirOf.get(c);
		if (heir === undefined) dissolved.push(before[c]!);
		else if (identities.keptBy.get(heir) !== c) {
			const members = common(outcome, c, heir);
			changes.push({ kind: "merged", clusterId: after[heir]!.id, from: before[c]!.id, members });
		}
	}
	for (const { id, members } of dissolved) changes.push({ kind: "dissolved", clusterId: id, members });
}

/** What formed anew first, then who joined. */
function arrivals(outcome: Outcome, changes: ClusterChange[], pause: Pause): void {
	const { lastClusterOf, after } = outcome;
	const sources = sourcesOf(outcome);
	const joined: ClusterChange[] = [];
	for (const g of $range(0, after.size() - 1)) {
		if (g % CHUNK === 0) pause();
		const { id: clusterId, members } = after[g]!;
		const from = sources[g]!;
		if (from.isEmpty()) changes.push({ kind: "formed", clusterId, members });
		else {
			for (const memberId of members) {
				const last = lastClusterOf.get(memberId);
				if (last === undefined || !from.includes(last)) joined.push({ kind: "joined", clusterId, memberId });
			}
		}
	}
	for (const change of joined) changes.push(change);
}

/** By group, the ids of the clusters that went on, were merged or split into it: their members did not join. */
function sourcesOf({ before, identities, after }: Outcome): string[][] {
	const sources = after.map((): string[] => []);
	for (const [c, g] of identities.heirOf) sources[g]!.push(before[c]!.id);
	for (const [g, c] of identities.originOf) sources[g]!.push(before[c]!.id);
	return sources;
}
