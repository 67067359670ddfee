import type { ClusterChange } from "../clusters/cluster";

/** One entity came into a cluster, or went out of it. */
export interface Effect {
	readonly clusterId: string;
	readonly entityId: string;
	readonly isIn: boolean;
}

/** A change of a cluster, by entity. Whoever moves goes out before it comes in. */
export function effectsOf(change: ClusterChange): readonly Effect[] {
	const { kind, clusterId } = change;
	if (kind === "joined" || kind === "left") {
		return [{ clusterId, entityId: change.memberId, isIn: kind === "joined" }];
	}
	const effects: Effect[] = [];
	if (kind === "merged" || kind === "split") {
		for (const entityId of change.members) effects.push({ clusterId: change.from, entityId, isIn: false });
	}
	for (const entityId of change.members) effects.push({ clusterId, entityId, isIn: kind !== "dissolved" });
	return effects;
}
