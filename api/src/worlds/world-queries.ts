import type { Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { TrackPoint } from "./tracks.js";
import type { Entity, WorldCluster } from "./world.js";
import type { World } from "./worlds.js";

/** A member as readers ask for it. Times are unix seconds. */
export interface MemberAnswer {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly position: Vec3Wire | null;
	/** Id of its cluster. */
	readonly cluster: string | null;
	readonly location: string;
	readonly lastSeen: number | null;
	readonly lastMoved: number | null;
	/** For readers of everything. */
	readonly mood?: string;
}

export interface WorldAnswer {
	readonly id: string;
	readonly tick: number;
	readonly members: number;
	readonly clusters: number;
	readonly lastSeen: number | null;
}

export function worldAnswer({ id, memory }: World): WorldAnswer {
	const { state } = memory.peopled;
	return {
		id,
		tick: memory.tick,
		members: state.entities.size,
		clusters: state.clusters.size,
		lastSeen: memory.sightings.latest() ?? null,
	};
}

export function memberAnswer({ memory }: World, entity: Entity, full: boolean): MemberAnswer {
	const mood = full ? memory.peopled.state.npcs.get(entity.id)?.mood : undefined;
	return {
		id: entity.id,
		name: entity.name,
		type: entity.type,
		position: entity.position ?? null,
		cluster: entity.cluster ?? null,
		location: entity.location,
		lastSeen: memory.sightings.lastSeen(entity) ?? null,
		lastMoved: memory.tracks.lastMoved(entity.id) ?? null,
		...(mood === undefined ? {} : { mood }),
	};
}

export function memberAnswers(world: World, full: boolean): MemberAnswer[] {
	return [...world.memory.peopled.state.entities.values()].map((entity) => memberAnswer(world, entity, full));
}

/** A member by its id, else by the key under which its server sends it, else by its display name. */
export function findMember({ memory }: World, name: string): Entity | undefined {
	const { entities } = memory.peopled.state;
	const byId = entities.get(name);
	if (byId) return byId;
	const all = [...entities.values()];
	return all.find(({ key }) => key === name) ?? all.find((entity) => entity.name === name);
}

export function trackOf(
	{ memory }: World,
	entity: Entity,
	range: { readonly since: number; readonly limit: number },
): TrackPoint[] {
	return memory.tracks.points(entity.id, range);
}

export function clusterAnswers({ memory }: World): WorldCluster[] {
	return [...memory.peopled.state.clusters.values()];
}
