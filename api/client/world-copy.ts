import type { Vec3Wire } from "../../game/src/shared/wire/index.js";
import type { Entity, Mind, WorldCluster } from "../src/worlds/world.js";

/** How much is seen of a world: what stands in it (`limited`), or everything (`full`). */
export type Cast = "limited" | "full";

/** An entity as a reader knows it; with the limited cast only id, type and position are there. */
export type SyncedEntity = Pick<Entity, "id" | "type"> &
	Partial<Omit<Entity, "id" | "type" | "position">> & { readonly position?: Vec3Wire };

export type ById<T> = ReadonlyMap<string, T>;
export type Thing = { readonly id: string };

/** A reader's copy of a world at one cursor. Never changed: each tick makes a new one that shares what stayed. */
export interface SyncedWorld {
	readonly tick: number;
	/** Unix seconds of the payload behind the tick; undefined while it is not known. */
	readonly timestamp: number | undefined;
	readonly entities: ById<SyncedEntity>;
	readonly npcs: ById<Mind>;
	readonly clusters: ById<WorldCluster>;
	readonly resources: ById<Thing>;
	readonly buildings: ById<Thing>;
}

export const NO_WORLD: SyncedWorld = {
	tick: 0,
	timestamp: undefined,
	entities: new Map(),
	npcs: new Map(),
	clusters: new Map(),
	resources: new Map(),
	buildings: new Map(),
};
