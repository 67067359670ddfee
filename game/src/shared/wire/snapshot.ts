import type { ContextWire } from "./context";
import type { Vec3Wire } from "./vec3";

/** A cluster as the place knows it. `members` are member keys; `formed` is unix seconds. */
export interface ClusterWire {
	readonly id?: string;
	readonly members: readonly string[];
	readonly npcs: number;
	readonly players: number;
	readonly formed?: number;
	readonly positions?: Readonly<Record<string, Vec3Wire>>;
	readonly location?: string;
}

/**
 * Something that happened: a greeting, a talk, a change of a cluster (`cluster_formed`, `cluster_joined`,
 * `cluster_left`, `cluster_merged`, `cluster_split`, `cluster_dissolved`). An `id` is taken once.
 */
export interface EventWire {
	readonly id?: string;
	readonly type: string;
	/** Member key of who did it; the cluster's id for changes of a cluster as a whole. */
	readonly actor: string;
	readonly target?: string;
	readonly clusterId?: string;
	/** Unix seconds. */
	readonly at: number;
	readonly data?: Readonly<Record<string, unknown>>;
}

/** `full` replaces all that the sender said before, `delta` and `cluster_update` change only what they name. */
export type SnapshotKindWire = "full" | "delta" | "cluster_update";

/** What is gone, by member key and cluster id; in deltas and cluster updates only. */
export interface RemovedWire {
	readonly members?: readonly string[];
	readonly clusters?: readonly string[];
}

/** Body of `POST /v1/snapshot/game`. `serverId`, `epoch` and `seq` come together or not at all. */
export interface SnapshotWire {
	/** Unix seconds. */
	readonly timestamp: number;
	readonly serverId?: string;
	/** One start of one server: a restart has another. */
	readonly epoch?: string;
	/** Rises by one with each payload of an epoch; a retry repeats it. */
	readonly seq?: number;
	readonly kind?: SnapshotKindWire;
	readonly world?: string;
	readonly clusters: readonly ClusterWire[];
	readonly events: readonly EventWire[];
	readonly humanContext: Readonly<Record<string, ContextWire>>;
	readonly removed?: RemovedWire;
	readonly priority?: "immediate" | "normal";
}

/** Part of a payload that was understood and left out, with the reason. */
export interface IgnoredWire {
	readonly path: string;
	readonly reason: string;
}

/** Answer 200 of `POST /v1/snapshot/game`. */
export interface SnapshotAnswerWire {
	readonly ok: true;
	readonly world: string;
	/** The world's tick after this payload. */
	readonly tick: number;
	readonly accepted: { readonly members: number; readonly clusters: number; readonly events: number };
	/** Keys of group members for whom the payload tells no position: each keeps its last known one, if any. */
	readonly missingPositions: readonly string[];
	readonly ignored: readonly IgnoredWire[];
	/** True where this payload was taken before and changed nothing now. */
	readonly duplicate?: boolean;
	/** Live readers of this world now: with readers the place syncs more often. */
	readonly watchers: number;
	/** Clusters whose update is held, for `kind: "cluster_update"`. */
	readonly confirmed?: true;
	readonly clusterId?: string;
}

/** Answer 409: the sender must send a full snapshot next. */
export interface NeedFullWire {
	readonly needFull: true;
}
