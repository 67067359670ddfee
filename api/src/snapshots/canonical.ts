import type { SourcePlace } from "./sources.js";
import type {
	ContextWire,
	EventWire,
	IgnoredWire,
	MemberTypeWire,
	SnapshotKindWire,
	Vec3Wire,
} from "../../../game/src/shared/wire/index.js";

/** What a payload says of one member, wherever in the payload it says it. */
export interface MemberClaim {
	/** Its place among all members whom the payload names. */
	readonly place: number;
	readonly key: string;
	/** Whether a field that is not told is gone, rather than as it was. */
	readonly whole: boolean;
	/** Absent where the member is only named in a group. */
	readonly context?: ContextWire;
	/** Fields of the context that nobody knows. */
	readonly extra?: Readonly<Record<string, unknown>>;
	readonly position?: Vec3Wire;
	/** What it is where its context does not say: told by the counts of the group that names it. */
	readonly assumedType: MemberTypeWire;
}

/** What a payload says of one cluster: at least two members, none of whom stands in another claim. */
export interface ClusterClaim {
	readonly id?: string;
	/** Whether a field that is not told is gone, rather than as it was. */
	readonly whole: boolean;
	readonly members: readonly MemberClaim[];
	readonly npcs?: number;
	readonly players?: number;
	readonly formed?: number;
	readonly location?: string;
}

/** A payload in the one form that all its past and present shapes come to. */
export interface CanonicalSnapshot {
	readonly timestamp: number;
	readonly kind: SnapshotKindWire;
	/** Server that sent it, or the empty text for clients that do not say. */
	readonly source: string;
	readonly place?: SourcePlace;
	/** By key, in the order of their places. */
	readonly members: ReadonlyMap<string, MemberClaim>;
	readonly clusters: readonly ClusterClaim[];
	/** Members who say that they stand in no group; empty in a full snapshot, which says it of all. */
	readonly alone: readonly MemberClaim[];
	readonly events: readonly EventWire[];
	readonly removedMembers: readonly string[];
	readonly removedClusters: readonly string[];
	/** Keys of group members for whom the payload tells no position. */
	readonly missingPositions: readonly string[];
	readonly ignored: readonly IgnoredWire[];
}
