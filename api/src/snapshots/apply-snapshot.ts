import { draftMap } from "../worlds/draft-map.js";
import type { Entity, WorldState } from "../worlds/world.js";
import type { CanonicalSnapshot } from "./canonical.js";
import { nextClusters } from "./next-clusters.js";
import type { NextClusters } from "./next-clusters.js";
import { nextEntity, nextMind } from "./next-member.js";
import { resolveMembers } from "./resolve-members.js";
import type { ResolvedMembers } from "./resolve-members.js";
import type { Roster } from "./roster.js";

/** A world's state with the index that finds a source's member by its key. */
export interface Peopled {
	readonly state: WorldState;
	readonly roster: Roster;
}

export interface Applied extends Peopled {
	/** Entity id of every member whom the payload names, by its place. */
	readonly memberIds: readonly string[];
	/** World id of each claimed cluster, in the payload's order. */
	readonly clusterIds: readonly string[];
}

interface Told {
	readonly snapshot: CanonicalSnapshot;
	readonly members: ResolvedMembers;
	/** What the world holds of every member whom the payload names, by its place. */
	readonly held: readonly (Entity | undefined)[];
	readonly clusters: NextClusters;
}

/** An entity in another cluster, or in none. */
export function moveEntity(entity: Entity, cluster: string | undefined): Entity {
	if (entity.cluster === cluster) return entity;
	const { cluster: _, ...rest } = entity;
	return cluster === undefined ? rest : { ...rest, cluster };
}

function nextPeople(state: WorldState, { snapshot, members, held, clusters }: Told) {
	const entities = draftMap(state.entities);
	const npcs = draftMap(state.npcs);
	for (const id of members.gone) {
		entities.delete(id);
		npcs.delete(id);
	}
	const { ids, aliases } = members;
	const { standing } = clusters;
	for (const claim of snapshot.members.values()) {
		if (aliases.size > 0 && aliases.has(claim)) continue;
		const id = ids[claim.place]!;
		const entity = held[claim.place];
		const cluster = standing.size > 0 && standing.has(id) ? standing.get(id) : entity?.cluster;
		const mind = state.npcs.get(id);
		const nextBody = nextEntity(entity, claim, { id, source: snapshot.source, cluster });
		if (nextBody !== entity) entities.set(id, nextBody);
		const nextInner = nextMind(mind, claim, id);
		if (nextInner !== mind) npcs.set(id, nextInner);
	}
	for (const [id, cluster] of standing) {
		const entity = entities.get(id);
		if (entity) entities.set(id, moveEntity(entity, cluster));
	}
	return { entities: entities.result(), npcs: npcs.result() };
}

/** A source without members has no place in the roster. */
function nextRoster(roster: Roster, source: string, keys: ReadonlyMap<string, string>): Roster {
	const next = new Map(roster);
	if (keys.size > 0) next.set(source, keys);
	else next.delete(source);
	return next;
}

/**
 * The world after a payload. A full snapshot replaces all that its source said before; a delta or cluster
 * update changes what it names. Only changed records are new objects, and an unchanged kind is the same map.
 *
 * @param newId makes ids for clusters that come without one; never the same twice
 * @throws Refusal `invalid` where the payload contradicts itself or has too many members
 */
export function applySnapshot(before: Peopled, snapshot: CanonicalSnapshot, newId: () => string): Applied {
	const { state, roster } = before;
	const { source } = snapshot;
	const keys = roster.get(source) ?? new Map<string, string>();
	const members = resolveMembers(snapshot, { entities: state.entities, keys });
	const held = members.ids.map((id) => state.entities.get(id));
	const clusters = nextClusters(state, { snapshot, members, held }, newId);
	const people = nextPeople(state, { snapshot, members, held, clusters });
	return {
		state: { ...state, ...people, clusters: clusters.clusters },
		roster: nextRoster(roster, source, members.keys),
		memberIds: members.ids,
		clusterIds: clusters.clusterIds,
	};
}

/** The world without all that a source said. */
export function removeSource({ state, roster }: Peopled, source: string): Peopled {
	const entities = draftMap(state.entities);
	const npcs = draftMap(state.npcs);
	const clusters = draftMap(state.clusters);
	for (const { id, source: owner } of state.entities.values()) {
		if (owner !== source) continue;
		entities.delete(id);
		npcs.delete(id);
	}
	for (const { id, source: owner } of state.clusters.values()) if (owner === source) clusters.delete(id);
	const left = new Map(roster);
	left.delete(source);
	return {
		state: { ...state, entities: entities.result(), npcs: npcs.result(), clusters: clusters.result() },
		roster: left,
	};
}
