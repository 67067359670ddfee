import type { Vec3Wire } from "./vec3";

/** What an entity is: a model the place controls, or a person. */
export type MemberTypeWire = "npc" | "player";

/** The group that an entity stands in. `formed` and `updated` are unix seconds. */
export interface GroupWire {
	readonly members: readonly string[];
	readonly npcs: number;
	readonly players: number;
	readonly formed?: number;
	readonly updated?: number;
}

/** Something that happened to an entity, newest first in its list. `timestamp` is unix seconds. */
export interface InteractionWire {
	readonly timestamp: number;
	readonly narrative: string;
}

export interface HealthWire {
	readonly state: string;
	readonly current: number;
	readonly max: number;
	readonly isMoving: boolean;
	/** Studs per second. */
	readonly velocity?: Vec3Wire;
}

/** What one entity feels about another, by the other's id. */
export interface RelationshipWire {
	readonly id: string;
	readonly name: string;
	readonly kind: string;
	/** -1 (hostile) to 1 (close). */
	readonly strength: number;
}

/**
 * The context of one entity, kept under its member key: its display name, or its id where the name is
 * already taken in the place.
 *
 * In a full snapshot an absent field is absent; in a delta an absent field is unchanged and a field that
 * has gone is named in `cleared`. Wherever `currentGroups` is present, `positions` holds every member of it.
 */
export interface ContextWire {
	readonly id?: string;
	readonly name?: string;
	readonly type?: MemberTypeWire;
	/** `RelationshipWire` from this product's place; other clients may send their own shape. */
	readonly relationships?: readonly unknown[];
	readonly currentGroups?: GroupWire;
	readonly position?: Vec3Wire;
	readonly positions?: Readonly<Record<string, Vec3Wire>>;
	readonly location?: string;
	readonly recentInteractions?: readonly InteractionWire[];
	readonly health?: HealthWire;
	readonly mood?: string;
	readonly lastSeen?: number;
	/** Deltas only: names of fields that this context no longer has. */
	readonly cleared?: readonly string[];
}
