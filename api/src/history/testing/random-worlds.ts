import type { WorldSnapshot } from "../../worlds/changes.js";
import { diffWorlds } from "../../worlds/change-tracker.js";
import { limitedCast } from "../../worlds/limited-cast.js";
import { sameJson } from "../../worlds/json-values.js";
import { EMPTY_WORLD } from "../../worlds/world.js";
import type { Random } from "../../wording/random.js";
import type { Entity, Mind, WorldCluster, WorldState } from "../../worlds/world.js";

export function below(random: Random, end: number): number {
	return Math.floor(random() * end);
}

const IDS = ["a", "b", "c", "d", "e"];

function randomEntity(random: Random, id: string): Entity {
	const parts = below(random, 8);
	return {
		id,
		key: id,
		name: `name ${below(random, 2)}`,
		type: random() < 0.5 ? "npc" : "player",
		source: "s",
		location: ["Market", "Square"][below(random, 2)]!,
		...(parts & 1 ? { position: { x: below(random, 3), y: 0, z: below(random, 3) } } : {}),
		...(parts & 2 ? { cluster: `c${below(random, 2)}` } : {}),
	};
}

function randomMind(random: Random, id: string): Mind {
	return {
		id,
		relationships: random() < 0.5 ? [] : [{ id: IDS[below(random, IDS.length)] }],
		recentInteractions: [],
		...(random() < 0.5 ? { mood: `mood ${below(random, 3)}` } : {}),
		...(random() < 0.3 ? { extra: { "a.b": below(random, 2), deep: { c: below(random, 2) } } } : {}),
	};
}

function randomCluster(random: Random, id: string): WorldCluster {
	return {
		id,
		source: "s",
		members: IDS.slice(below(random, 3)),
		npcs: 2,
		players: below(random, 3),
		formed: 1,
	};
}

/** Some records come, go, change, or are told anew without a difference; often nothing happens to a kind. */
function changed<T>(
	before: ReadonlyMap<string, T>,
	random: Random,
	make: (random: Random, id: string) => T,
): ReadonlyMap<string, T> {
	const changes = below(random, 4);
	if (changes === 0) return before;
	const after = new Map(before);
	for (let change = 0; change < changes; change += 1) {
		const id = IDS[below(random, IDS.length)]!;
		if (random() < 0.3) after.delete(id);
		else after.set(id, make(random, id));
	}
	return after;
}

/** Another state, a tick later. */
export function nextWorld(before: WorldState, random: Random): WorldState {
	const thing = (_: Random, id: string) => ({ id, size: below(random, 3) });
	return {
		entities: changed(before.entities, random, randomEntity),
		npcs: changed(before.npcs, random, randomMind),
		clusters: random() < 0.5 ? before.clusters : changed(before.clusters, random, randomCluster),
		resources: random() < 0.8 ? before.resources : changed(before.resources, random, thing),
		buildings: random() < 0.8 ? before.buildings : changed(before.buildings, random, thing),
	};
}

/** A tick and the state that it led to. */
export interface ModelTick {
	readonly snapshot: WorldSnapshot;
	readonly state: WorldState;
}

/** The plain model: every tick of a world from 1 on, with its whole state. */
export function randomTicks(random: Random, count: number, worldId = "town"): ModelTick[] {
	const ticks: ModelTick[] = [];
	let state = EMPTY_WORLD;
	for (let tick = 1; tick <= count; tick += 1) {
		const after = nextWorld(state, random);
		const events = random() < 0.2 ? [{ type: "wave", actor: "a", at: tick }] : undefined;
		const fullCast = { ...diffWorlds(state, after), ...(events ? { events } : {}) };
		const limited = limitedCast(fullCast, after.entities);
		ticks.push({
			snapshot: { worldId, tick, timestamp: 1_000 + tick, fullCast, limitedCast: limited },
			state: after,
		});
		state = after;
	}
	return ticks;
}

const KINDS = ["entities", "npcs", "clusters", "resources", "buildings"] as const;

/** Whether two states hold the same records, in whatever order. */
export function sameWorld(a: WorldState, b: WorldState): boolean {
	return KINDS.every((kind) => {
		if (a[kind].size !== b[kind].size) return false;
		return [...a[kind].values()].every((record) => sameJson(record, b[kind].get(record.id)));
	});
}
