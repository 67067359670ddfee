import { type Peopled, moveEntity } from "../snapshots/apply-snapshot.js";
import { rosterOf } from "../snapshots/roster.js";
import { draftMap } from "./draft-map.js";
import type { Entity, Mind, WorldCluster, WorldState } from "./world.js";

/** Whether an entity is a user's: two servers that both hold the user tell the second one's by its server. */
function isOf(userId: string, { id, type }: Entity): boolean {
	return type === "player" && (id === userId || id.startsWith(`${userId}@`));
}

function mindWithout(mind: Mind, ids: ReadonlySet<string>, names: readonly string[]): Mind {
	const relationships = mind.relationships.filter(
		(one) => !(typeof one === "object" && one !== null && "id" in one && ids.has(String(one.id))),
	);
	const recentInteractions = mind.recentInteractions.filter(
		({ narrative }) => !names.some((name) => narrative.includes(name)),
	);
	const isSame =
		relationships.length === mind.relationships.length &&
		recentInteractions.length === mind.recentInteractions.length;
	return isSame ? mind : { ...mind, relationships, recentInteractions };
}

/** Fewer are no cluster. */
const MIN_MEMBERS = 2;

function clusterWithout(cluster: WorldCluster, ids: ReadonlySet<string>): WorldCluster | undefined {
	const members = cluster.members.filter((id) => !ids.has(id));
	const gone = cluster.members.length - members.length;
	if (gone === 0) return cluster;
	if (members.length < MIN_MEMBERS) return undefined;
	return { ...cluster, members, players: Math.max(0, cluster.players - gone) };
}

/** A user's entities in a world. */
export function entitiesOf(userId: string, state: WorldState): readonly Entity[] {
	return [...state.entities.values()].filter((entity) => isOf(userId, entity));
}

/** The world without a user, and without what others' minds tell of them; the same where there is nothing. */
export function removeUser(before: Peopled, userId: string): Peopled {
	const { state } = before;
	const users = entitiesOf(userId, state);
	if (users.length === 0) return before;
	const ids = new Set(users.map(({ id }) => id));
	const names = users.map(({ name }) => name);
	const entities = draftMap(state.entities);
	const npcs = draftMap(state.npcs);
	const clusters = draftMap(state.clusters);
	for (const mind of state.npcs.values()) {
		const left = mindWithout(mind, ids, names);
		if (left !== mind) npcs.set(mind.id, left);
	}
	for (const id of ids) {
		entities.delete(id);
		npcs.delete(id);
	}
	for (const cluster of state.clusters.values()) {
		const left = clusterWithout(cluster, ids);
		if (left && left !== cluster) clusters.set(cluster.id, left);
		if (left) continue;
		clusters.delete(cluster.id);
		for (const id of cluster.members) {
			const entity = entities.get(id);
			if (entity) entities.set(id, moveEntity(entity, undefined));
		}
	}
	const left = {
		...state,
		entities: entities.result(),
		npcs: npcs.result(),
		clusters: clusters.result(),
	};
	return { state: left, roster: rosterOf(left.entities) };
}
