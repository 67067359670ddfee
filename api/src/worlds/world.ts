import type {
	HealthWire,
	InteractionWire,
	MemberTypeWire,
	Vec3Wire,
} from "../../../game/src/shared/wire/index.js";

/** What is visible of a member in the world. Immutable: a change makes a new one. */
export interface Entity {
	/** Unique in the world; the wire's id, else the member key. */
	readonly id: string;
	/** Key under which its server sends it. */
	readonly key: string;
	readonly name: string;
	readonly type: MemberTypeWire;
	/** Server (or, for clients without one, the empty text) that owns it. */
	readonly source: string;
	readonly position?: Vec3Wire;
	/** Id of the cluster it stands in. */
	readonly cluster?: string;
	readonly location: string;
}

/** What goes on inside a member, by the same id. Unknown fields of a context are kept in `extra`. */
export interface Mind {
	readonly id: string;
	readonly relationships: readonly unknown[];
	readonly recentInteractions: readonly InteractionWire[];
	readonly health?: HealthWire;
	readonly mood?: string;
	readonly extra?: Readonly<Record<string, unknown>>;
}

/** A cluster of members, by entity id. */
export interface WorldCluster {
	readonly id: string;
	readonly source: string;
	readonly members: readonly string[];
	readonly npcs: number;
	readonly players: number;
	/** Unix seconds at which this id first appeared. */
	readonly formed: number;
	readonly location?: string;
}

/** All of a world that is tracked field by field. */
export interface WorldState {
	readonly entities: ReadonlyMap<string, Entity>;
	readonly npcs: ReadonlyMap<string, Mind>;
	readonly clusters: ReadonlyMap<string, WorldCluster>;
	readonly resources: ReadonlyMap<string, { readonly id: string }>;
	readonly buildings: ReadonlyMap<string, { readonly id: string }>;
}

export const EMPTY_WORLD: WorldState = {
	entities: new Map(),
	npcs: new Map(),
	clusters: new Map(),
	resources: new Map(),
	buildings: new Map(),
};
