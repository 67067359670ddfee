import type { EventWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { Entity, Mind, WorldCluster } from "./world.js";

/**
 * One field of one record before and after. `field` is a path of keys joined by dots (a dot or backslash
 * inside a key is escaped by a backslash). Where the field was or is absent, the value is absent, not null.
 */
export interface FieldChange {
	readonly entityId: string;
	readonly field: string;
	readonly oldValue?: unknown;
	readonly newValue?: unknown;
}

/** Changes of one kind of record. `deleted` carries whole records so that the set can be undone. */
export interface CollectionChanges<T> {
	readonly created: readonly T[];
	readonly updated: readonly FieldChange[];
	readonly deleted: readonly T[];
}

/** Everything that a tick changed. Kinds without a change are absent. */
export interface FullChangeSet {
	readonly entities?: CollectionChanges<Entity>;
	readonly npcs?: CollectionChanges<Mind>;
	readonly clusters?: CollectionChanges<WorldCluster>;
	readonly resources?: CollectionChanges<{ readonly id: string }>;
	readonly buildings?: CollectionChanges<{ readonly id: string }>;
	/** What happened, in order: interactions and changes of clusters. */
	readonly events?: readonly EventWire[];
}

/** What somebody in the world could see of a tick. */
export interface LimitedChangeSet {
	readonly entityMoved?: readonly { readonly id: string; readonly position: Vec3Wire }[];
	readonly entityCreated?: readonly {
		readonly id: string;
		readonly type: string;
		readonly position?: Vec3Wire;
	}[];
	readonly entityRemoved?: readonly string[];
}

/** One tick of a world, as it stands in the log (topic `world:<id>`, type `snapshot`). */
export interface WorldSnapshot {
	readonly worldId: string;
	readonly tick: number;
	/** Unix seconds, of the payload that made the tick. */
	readonly timestamp: number;
	readonly fullCast: FullChangeSet;
	readonly limitedCast: LimitedChangeSet;
}
