import { Refusal } from "../../http/refusal.js";
import type { Entity } from "../../worlds/world.js";
import type { Worlds } from "../../worlds/worlds.js";
import type { ClusterOf } from "./open-from-cluster.js";

/** Clusters as the worlds know them now. */
export function clusterOfWorlds(worlds: Pick<Worlds, "open">): ClusterOf {
	return async (worldId, clusterId) => {
		const { memory } = await worlds.open(worldId);
		const { clusters, entities } = memory.peopled.state;
		const cluster = clusters.get(clusterId);
		if (!cluster) throw new Refusal("not_found", "There is no such cluster in this world.");
		return cluster.members.flatMap((id) => {
			const member = entities.get(id);
			if (!member) return [];
			const { name, type, position = null } = member;
			const placeId = placeIdOf(member);
			return [{ id, placeId, name, type, position, ...(type === "player" && { userId: placeId }) }];
		});
	};
}

/** Of two servers that hold the same one, the second one's bears its server's name in the world. */
function placeIdOf({ id, source }: Entity): string {
	const ending = `@${source}`;
	return id.endsWith(ending) ? id.slice(0, -ending.length) : id;
}
