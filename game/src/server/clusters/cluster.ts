/** Entities within earshot of each other, directly or through others. Always two or more. */
export interface Cluster {
	/** Never used again for another cluster of this server start. */
	readonly id: string;
	/** Entity ids, sorted. */
	readonly members: readonly string[];
	/** Unix seconds at which this id first appeared. */
	readonly formed: number;
	/** Unix seconds at which its membership last changed. */
	readonly updated: number;
}

/**
 * One change of membership. Applied in order to the clusters before a tick, the changes of the tick give
 * exactly the clusters after it.
 */
export type ClusterChange =
	| { readonly kind: "formed"; readonly clusterId: string; readonly members: readonly string[] }
	| { readonly kind: "joined"; readonly clusterId: string; readonly memberId: string }
	| { readonly kind: "left"; readonly clusterId: string; readonly memberId: string }
	/** `clusterId` (the older) took all `members` that were in `from`, which is no more. */
	| {
			readonly kind: "merged";
			readonly clusterId: string;
			readonly from: string;
			readonly members: readonly string[];
	  }
	/** `members` left `from` together and are the new `clusterId`. */
	| {
			readonly kind: "split";
			readonly clusterId: string;
			readonly from: string;
			readonly members: readonly string[];
	  }
	| { readonly kind: "dissolved"; readonly clusterId: string; readonly members: readonly string[] };

/** Clusters and who changed, after one tick. */
export interface ClusterTick {
	/** Unix seconds of the frame. */
	readonly at: number;
	/** By id. */
	readonly clusters: ReadonlyMap<string, Cluster>;
	/** Cluster id by member id; singletons are absent. */
	readonly clusterOf: ReadonlyMap<string, string>;
	readonly changes: readonly ClusterChange[];
}
