import type { ClusterWire, ContextWire, EventWire, Vec3Wire } from "../../shared/wire";
import type { ClusterTick } from "../clusters/cluster";
import type { Entity } from "../entities/entity";
import { contextOf, hasFiniteHealth } from "./context";
import type { Interactions } from "./interactions";
import { UNKNOWN_LOCATION } from "../entities/zones";
import type { PlaceView } from "./place-view";
import { roundedPosition } from "./position";
import { tellCluster } from "./told-cluster";
import type { Roll, ToldCluster } from "./told-cluster";

/** The state of the place as it should stand in the backend. */
export interface PlaceState {
	/** By cluster id. */
	readonly clusters: ReadonlyMap<string, ClusterWire>;
	/** By member key. */
	readonly humanContext: ReadonlyMap<string, ContextWire>;
}

/** The heartbeat's own view: the state, what waits to be sent, and how fresh both are (unix seconds). */
export interface GameState extends PlaceState {
	readonly events: readonly EventWire[];
	readonly lastUpdate: number;
	/** When the backend last confirmed; undefined until it has done so once. */
	readonly lastApiSync?: number;
}

/**
 * The state, and what the next build needs of this one: `known` holds everybody present or still in a cluster,
 * `positions` where they stand. Who has no finite position now keeps the last one.
 */
export interface BuiltState extends PlaceState, Roll {
	/** Ids of entities of which a number was not finite, and so was left out. */
	readonly notFinite: readonly string[];
}

export const NOTHING_BUILT: BuiltState = {
	clusters: new Map(),
	humanContext: new Map(),
	known: new Map(),
	positions: new Map(),
	notFinite: [],
};

/** What a state is built from; `ticked` is the newest tick of the clusters. */
export interface BuildInput {
	readonly place: PlaceView;
	readonly ticked?: ClusterTick;
	readonly interactions: Interactions;
	readonly before: BuiltState;
}

/** Everybody present, and those who have left but whom the clusters hold until their next tick. */
function knownEntities(present: readonly Entity[], { ticked, before }: BuildInput): Map<string, Entity> {
	const known = new Map<string, Entity>();
	for (const entity of present) known.set(entity.id, entity);
	if (ticked === undefined) return known;
	for (const [id] of ticked.clusterOf) {
		const gone = before.known.get(id);
		if (gone !== undefined && !known.has(id)) known.set(id, gone);
	}
	return known;
}

/** Where everybody known stands: by the frame, else where they were last. */
function knownPositions(
	input: BuildInput,
	known: ReadonlyMap<string, Entity>,
	notFinite: Set<string>,
): Map<string, Vec3Wire> {
	const positions = new Map<string, Vec3Wire>();
	for (const [id] of known) {
		const last = input.before.positions.get(id);
		if (last !== undefined) positions.set(id, last);
	}
	const { ids, xs, ys, zs } = input.place.frame();
	for (const i of $range(0, ids.size() - 1)) {
		const id = ids[i]!;
		if (!known.has(id)) continue;
		const position = roundedPosition(xs[i]!, ys[i]!, zs[i]!);
		if (position === undefined) notFinite.add(id);
		else positions.set(id, position);
	}
	return positions;
}

/** Builds the state anew from the place as it is now; `before` is the result of the last build. */
export function buildState(input: BuildInput): BuiltState {
	const { place, ticked, interactions } = input;
	const present = place.entities();
	const notFinite = new Set<string>();
	const known = knownEntities(present, input);
	const positions = knownPositions(input, known, notFinite);

	const told = new Map<string, ToldCluster>();
	const clusters = new Map<string, ClusterWire>();
	if (ticked !== undefined) {
		for (const [id, cluster] of ticked.clusters) {
			const both = tellCluster(cluster, { known, positions }, place.locationAt);
			told.set(id, both);
			clusters.set(id, both.wire);
		}
	}

	const humanContext = new Map<string, ContextWire>();
	for (const entity of present) {
		const { id } = entity;
		const clusterId = ticked?.clusterOf.get(id);
		const cluster = clusterId === undefined ? undefined : told.get(clusterId);
		const position = positions.get(id);
		const vitals = place.vitals(id);
		if (vitals !== undefined && !hasFiniteHealth(vitals)) notFinite.add(id);
		humanContext.set(
			entity.key,
			contextOf({
				entity,
				position,
				group: cluster?.group,
				positions: cluster?.wire.positions,
				location: position ? place.locationAt(position.x, position.y, position.z) : UNKNOWN_LOCATION,
				vitals,
				relationships: place.relationships(id),
				interactions: interactions.of(id),
			}),
		);
	}
	return { clusters, humanContext, known, positions, notFinite: [...notFinite] };
}
