import type { ClusterWire, GroupWire, Vec3Wire } from "../../shared/wire";
import type { Cluster } from "../clusters/cluster";
import type { Entity } from "../entities/entity";
import { UNKNOWN_LOCATION } from "../entities/zones";
import type { PlaceView } from "./place-view";

/** One cluster in the two forms of the wire: for itself, and as the group of each of its members. */
export interface ToldCluster {
	readonly wire: ClusterWire;
	readonly group: GroupWire;
}

/** Who the members of clusters are and where they stand, by entity id. */
export interface Roll {
	readonly known: ReadonlyMap<string, Entity>;
	readonly positions: ReadonlyMap<string, Vec3Wire>;
}

/** The cluster by member keys, with the position of every member; its location is that of its middle. */
export function tellCluster(cluster: Cluster, roll: Roll, locationAt: PlaceView["locationAt"]): ToldCluster {
	const members: string[] = [];
	const positions: Record<string, Vec3Wire> = {};
	let players = 0;
	let placed = 0;
	let x = 0;
	let y = 0;
	let z = 0;
	for (const id of cluster.members) {
		const entity = roll.known.get(id);
		const key = entity?.key ?? id;
		members.push(key);
		if (entity?.type === "player") players += 1;
		const position = roll.positions.get(id);
		if (position === undefined) continue;
		positions[key] = position;
		placed += 1;
		x += position.x;
		y += position.y;
		z += position.z;
	}
	const { id, formed, updated } = cluster;
	const npcs = members.size() - players;
	const location = placed === 0 ? UNKNOWN_LOCATION : locationAt(x / placed, y / placed, z / placed);
	return {
		wire: { id, members, npcs, players, formed, positions, location },
		group: { members, npcs, players, formed, updated },
	};
}
