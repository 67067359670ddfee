import type { ClusterClaimWire, Vec3Wire } from "../../shared/wire";
import type { Cluster } from "../clusters/cluster";
import { UNKNOWN_LOCATION } from "../entities/zones";
import type { Setting } from "./setting";
import type { Notice } from "./told-clusters";

type Sight = Pick<Setting, "people" | "whereabouts" | "locationAt">;

/** A cluster as the place sees it now: its members, where they stand, and the zone of their middle. */
export function claimOf({ people, whereabouts, locationAt }: Sight, cluster: Cluster): ClusterClaimWire {
	const positions: Record<string, Vec3Wire> = {};
	let placed = 0;
	let [x, y, z] = [0, 0, 0];
	for (const id of cluster.members) {
		const position = whereabouts.position(id);
		if (position === undefined) continue;
		positions[id] = position;
		placed += 1;
		x += position.x;
		y += position.y;
		z += position.z;
	}
	return {
		id: cluster.id,
		members: cluster.members.map((id) => people.speaker(id)),
		formed: cluster.formed,
		updated: cluster.updated,
		positions,
		location: placed === 0 ? UNKNOWN_LOCATION : locationAt(x / placed, y / placed, z / placed),
	};
}

/** NPCs whose cluster the backend could not confirm: each takes the whole of it along when it is next asked. */
export class OwedClaims {
	private readonly owed = new Set<string>();

	constructor(private readonly sight: Sight) {}

	note({ memberId, clusterId, isEnhanced }: Notice): void {
		if (isEnhanced && clusterId !== undefined) this.owed.add(memberId);
		else this.owed.delete(memberId);
	}

	/** The claim of an NPC's cluster where it is owed; it then is no more. */
	take(npcId: string): ClusterClaimWire | undefined {
		if (!this.owed.delete(npcId)) return undefined;
		const { whereabouts } = this.sight;
		const clusterId = whereabouts.clusterOf(npcId);
		const cluster = clusterId === undefined ? undefined : whereabouts.cluster(clusterId);
		return cluster && claimOf(this.sight, cluster);
	}

	forget(id: string): void {
		this.owed.delete(id);
	}
}
