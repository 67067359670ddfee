import { readChatlingId } from "../messages/chatling-id.js";
import { type Peopled, moveEntity } from "../snapshots/apply-snapshot.js";
import { rosterOf } from "../snapshots/roster.js";
import { draftMap } from "./draft-map.js";
import type { Entity, Mind, WorldCluster, WorldState } from "./world.js";

/**
 * Whether an entity is a user, or a chatling of theirs, whose id holds the user's: two servers that both hold the user
 * tell the second one's by its server.
 */
function isOf(userId: string, { id, type }: Entity): boolean {
	if (type !== "player") return readChatlingId(id)?.userId === userId;
	return id === userId || id.startsWith(`${userId}@`);
}

function mindWithout(mind: Mind, gone: ReadonlyMap<string, Entity>, names: readonly string[]): Mind {
	const relationships = mind.relationships.filter(
		(one) => !(typeof one === "object" && one !== null && "id" in one && gone.has(String(one.id))),
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

function clusterWithout(cluster: WorldCluster, gone: ReadonlyMap<string, Entity>): WorldCluster | undefined {
	const members = cluster.members.filter((id) => !gone.has(id));
	if (members.length === cluster.members.length) return cluster;
	if (members.length < MIN_MEMBERS) return undefined;
	const players = cluster.members.filter((id) => gone.get(id)?.type === "player").length;
	return { ...cluster, members, players: Math.max(0, cluster.players - players) };
}

/** A user's entities in a world, their chatlings among them. */
export function entitiesOf(userId: string, state: WorldState): readonly Entity[] {
	return [...state.entities.values()].filter((entity) => isOf(userId, entity));
}

/** The world without a user, and without what others' minds tell of them; the same where there is nothing. */
export function removeUser(before: Peopled, userId: string): Peopled {
	const { state } = before;
	const users = entitiesOf(userId, state);
	if (users.length === 0) return before;
	const gone = new Map(users.map((entity) => [entity.id, entity]));
	const names = users.map(({ name }) => name);
	const entities = draftMap(state.entities);
	const npcs = draftMap(state.npcs);
	const clusters = draftMap(state.clusters);
	for (const mind of state.npcs.values()) {
		const left = mindWithout(mind, gone, names);
		if (left !== mind) npcs.set(mind.id, left);
	}
	for (const id of gone.keys()) {
		entities.delete(id);
		npcs.delete(id);
	}
	for (const cluster of state.clusters.values()) {
		const left = clusterWithout(cluster, gone);
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
