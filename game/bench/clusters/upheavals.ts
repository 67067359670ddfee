import type { Cluster } from "../../src/server/clusters/cluster";
import type { Upheaval } from "../../src/server/clusters/upheaval";
import { NONE } from "../../src/server/clusters/upheaval";

/** For each member of some lists, the index of the list of others that they are in. */
function indexIn(
	lists: readonly (readonly string[])[],
	others: readonly (readonly string[])[],
): readonly (readonly number[])[] {
	const indexOf = new Map<string, number>();
	others.forEach((members, index) => members.forEach((member) => indexOf.set(member, index)));
	return lists.map((members) => members.map((member) => indexOf.get(member) ?? NONE));
}

/** What became of some clusters, told by members alone. */
export function upheavalOf(before: readonly Cluster[], groups: readonly (readonly string[])[]): Upheaval {
	const members = before.map((cluster) => cluster.members);
	return { before, groups, whither: indexIn(members, groups), whence: indexIn(groups, members) };
}
