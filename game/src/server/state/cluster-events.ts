import type { EventWire } from "../../shared/wire";
import type { ClusterChange } from "../clusters/cluster";
import type { Entity } from "../entities/entity";

/** A change of a cluster as an event that has no id yet. `known` is by entity id. */
export function clusterEvent(
	change: ClusterChange,
	at: number,
	known: ReadonlyMap<string, Entity>,
): Omit<EventWire, "id"> {
	const keyOf = (id: string) => known.get(id)?.key ?? id;
	const { kind, clusterId } = change;
	const told = { type: `cluster_${kind}`, clusterId, at };
	if (kind === "joined" || kind === "left") return { ...told, actor: keyOf(change.memberId) };
	const members = change.members.map(keyOf);
	const from = kind === "merged" || kind === "split" ? change.from : undefined;
	return { ...told, actor: clusterId, data: { members, from } };
}
