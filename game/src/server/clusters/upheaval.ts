import type { Cluster } from "./cluster";

/** Instead of the index of a cluster or group: there is none. */
export const NONE = -1;

/**
 * Clusters that are no longer what they were, and the groups that their members and newcomers are now. What is said
 * of members is said of those of the first cluster (or group), then of the second, and so on, in one list.
 */
export interface Upheaval {
	readonly before: readonly Cluster[];
	/** Two members or more each, sorted; by the first of them. None is a cluster of `before`. */
	readonly groups: readonly (readonly string[])[];
	/** By member of the clusters before: the index of their group now, or `NONE`. */
	readonly whither: readonly number[];
	/** By cluster before, the index of its first member in `whither`. */
	readonly starts: readonly number[];
	/** By member of the groups: the index of their cluster in `before`, or `NONE`. */
	readonly whence: readonly number[];
}
