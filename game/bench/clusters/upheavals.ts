import type { Cluster } from "../../src/server/clusters/cluster";
import type { Upheaval } from "../../src/server/clusters/upheaval";
import { NONE } from "../../src/server/clusters/upheaval";

/** For each member of some lists, one after the other, the index of the list of others that they are in. */
function indexIn(lists: readonly (readonly string[])[], others: readonly (readonly string[])[]): number[] {
	const indexOf = new Map<string, number>();
	others.forEach((members, index) => members.forEach((member) => indexOf.set(member, index)));
	const found: number[] = [];
	for (const members of lists) for (const member of members) found.push(indexOf.get(member) ?? NONE);
	return found;
}

/** What became of some clusters, told by members alone. */
export function upheavalOf(before: readonly Cluster[], groups: readonly (readonly string[])[]): Upheaval {
	const members = before.map((cluster) => cluster.members);
	let total = 0;
	const starts = members.map((list) => {
		total += list.size();
		return total - list.size();
	});
	return { before, groups, whither: indexIn(members, groups), starts, whence: indexIn(groups, members) };
}
