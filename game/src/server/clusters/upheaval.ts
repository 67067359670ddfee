import type { Cluster } from "./cluster";

/** Instead of the index of a cluster or group: there is none. */
export const NONE = -1;

/** Clusters that are no longer what they were, and the groups that their members and newcomers are now. */
export interface Upheaval {
	readonly before: readonly Cluster[];
	/** Two members or more each, sorted; by the first of them. None is a cluster of `before`. */
	readonly groups: readonly (readonly string[])[];
	/** By cluster of `before`, for each of its members: the index of their group now, or `NONE`. */
	readonly whither: readonly (readonly number[])[];
	/** By group, for each of its members: the index of their cluster in `before`, or `NONE`. */
	readonly whence: readonly (readonly number[])[];
}
