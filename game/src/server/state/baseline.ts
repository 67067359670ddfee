import type { ClusterWire, ContextWire, SnapshotWire, Vec3Wire } from "../../shared/wire";
import type { PlaceState } from "./game-state";

/**
 * What the backend has confirmed to hold. Contexts and clusters stand here without their `positions`, which
 * only repeat the positions of members.
 */
export interface Baseline extends PlaceState {
	/**
	 * Position last acknowledged, by member key. Outlives what is `forgotten`, so that a full snapshot tells
	 * the same positions as the deltas in whose place it is sent.
	 */
	readonly told: ReadonlyMap<string, Vec3Wire>;
}

export const EMPTY_BASELINE: Baseline = { clusters: new Map(), humanContext: new Map(), told: new Map() };

/** The baseline of a backend that may hold nothing, for a place in which `wanted` is to be told. */
export function forgotten(baseline: Baseline, wanted: PlaceState): Baseline {
	const told = new Map<string, Vec3Wire>();
	for (const [key, position] of baseline.told) {
		if (wanted.humanContext.has(key)) told.set(key, position);
	}
	return { ...EMPTY_BASELINE, told };
}

function withoutPositions(cluster: ClusterWire): ClusterWire {
	return { ...cluster, positions: undefined };
}

/** A context after another has said what is new of it. */
function patched(before: ContextWire | undefined, news: ContextWire): ContextWire {
	const after = new Map<string, unknown>();
	for (const [field, value] of pairs(before ?? {})) after.set(field, value);
	for (const [field, value] of pairs(news)) after.set(field, value);
	for (const field of news.cleared ?? []) after.delete(field);
	after.delete("cleared");
	after.delete("positions");
	return after as ContextWire;
}

/** The baseline once the backend has taken `body`: exactly what that body said, and nothing since. */
export function advanced(baseline: Baseline, body: SnapshotWire): Baseline {
	const before = body.kind === "full" ? { ...EMPTY_BASELINE, told: baseline.told } : baseline;
	const humanContext = table.clone(before.humanContext);
	const clusters = table.clone(before.clusters);
	const told = table.clone(before.told);
	for (const [key, news] of pairs(body.humanContext)) {
		humanContext.set(key, patched(humanContext.get(key), news));
		if (news.position !== undefined) told.set(key, news.position);
	}
	for (const cluster of body.clusters) {
		if (cluster.id !== undefined) clusters.set(cluster.id, withoutPositions(cluster));
	}
	for (const key of body.removed?.members ?? []) {
		humanContext.delete(key);
		told.delete(key);
	}
	for (const id of body.removed?.clusters ?? []) clusters.delete(id);
	return { humanContext, clusters, told };
}
