//!native
//!optimize 2
import { differences } from "./changes";
import type { Cluster, ClusterChange, ClusterTick } from "./cluster";
import type { Upheaval } from "./identity";
import { identify } from "./identity";
import { recordClusters, regroup } from "./regroup";
import type { Scene } from "./scene";
import type { Pause } from "./slicing";

/** Clusters handled between two pauses: about 0.1 ms. */
const CHUNK = 128;

/** Clusters after a tick, as the next one needs them. */
export interface Past {
	/** Those that changed longest ago first; `roster.clusters` holds indices into it. */
	readonly order: readonly Cluster[];
	readonly tick: ClusterTick;
}

/** What a tick is given beside the pieces of its scene. */
export interface TickInput {
	readonly past: Past;
	/** Unix seconds. */
	readonly at: number;
	/** A cluster id that was never given before. */
	readonly newId: () => string;
	readonly pause: Pause;
}

/** Names the pieces of a scene, compares them with the past and notes each entity's cluster in the roster. */
export function nextTick(scene: Scene, { past, at, newId, pause }: TickInput): Past {
	const { groups, kept } = regroup(scene, past.order, pause);
	const before = past.order.filter((_, index) => !kept[index]);
	const upheaval: Upheaval = {
		before,
		lastClusterOf: past.tick.clusterOf,
		groups: groups.map((group) => group.members),
	};
	const identities = identify(upheaval, pause);
	const after = upheaval.groups.map((members, g): Cluster => {
		const same = identities.keptBy.get(g);
		if (same === undefined) return { id: newId(), members, formed: at, updated: at };
		return { id: before[same]!.id, members, formed: before[same]!.formed, updated: at };
	});
	const changes = differences({ ...upheaval, identities, after }, pause);
	recordClusters(scene, { groups, kept }, pause);
	return {
		order: [...past.order.filter((_, index) => kept[index]!), ...after],
		tick: { at, changes, ...advance(past.tick, { after, changes }, pause) },
	};
}

/** The maps of the last tick with the changes of this one; those of a tick without changes are handed on. */
function advance(
	last: ClusterTick,
	{ after, changes }: { after: readonly Cluster[]; changes: readonly ClusterChange[] },
	pause: Pause,
): Pick<ClusterTick, "clusters" | "clusterOf"> {
	if (changes.isEmpty()) return { clusters: last.clusters, clusterOf: last.clusterOf };
	// A tick once given out is never touched again. Cloning a table copies its memory, which is cheap.
	pause();
	const clusters = table.clone(last.clusters as Map<string, Cluster>);
	const clusterOf = table.clone(last.clusterOf as Map<string, string>);
	let done = 0;
	for (const change of changes) {
		done += 1;
		if (done % CHUNK === 0) pause();
		if (change.kind === "left") clusterOf.delete(change.memberId);
		else if (change.kind === "merged") clusters.delete(change.from);
		else if (change.kind === "dissolved") {
			clusters.delete(change.clusterId);
			for (const member of change.members) clusterOf.delete(member);
		}
	}
	for (const cluster of after) {
		done += 1;
		if (done % CHUNK === 0) pause();
		clusters.set(cluster.id, cluster);
		for (const member of cluster.members) clusterOf.set(member, cluster.id);
	}
	return { clusters, clusterOf };
}
