//!native
//!optimize 2
import { differences } from "./changes";
import type { Cluster, ClusterChange, ClusterTick } from "./cluster";
import { identify } from "./identity";
import { regroup } from "./regroup";
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
	const regrouping = regroup(scene, past.order, pause);
	const { kept, before, groups } = regrouping;
	const identities = identify(regrouping, pause);
	const after = groups.map((members, g): Cluster => {
		const same = before[identities.keptBy[g]!];
		// Each of two whole tables at once is made several times faster than one field by field.
		return same
			? { id: same.id, members, formed: same.formed, updated: at }
			: { id: newId(), members, formed: at, updated: at };
	});
	const changes = differences({ ...regrouping, identities, after }, pause);
	return {
		order: [...kept, ...after],
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
		const { clusterId } = change;
		if (change.kind === "left") clusterOf.delete(change.memberId);
		else if (change.kind === "joined") clusterOf.set(change.memberId, clusterId);
		else if (change.kind === "dissolved") {
			clusters.delete(clusterId);
			for (const member of change.members) clusterOf.delete(member);
		} else {
			if (change.kind === "merged") clusters.delete(change.from);
			for (const member of change.members) clusterOf.set(member, clusterId);
		}
	}
	for (const cluster of after) {
		done += 1;
		if (done % CHUNK === 0) pause();
		clusters.set(cluster.id, cluster);
	}
	return { clusters, clusterOf };
}
