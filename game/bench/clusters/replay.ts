import type { Cluster, ClusterChange } from "../../src/server/clusters/cluster";

/** The clusters that changes at a time lead to, by what each kind of change says of itself and nothing else. */
export function replay(
	before: ReadonlyMap<string, Cluster>,
	changes: readonly ClusterChange[],
	at: number,
): Map<string, Cluster> {
	const clusters = table.clone(before as Map<string, Cluster>);
	const add = (id: string, members: readonly string[]) => {
		const known = clusters.get(id);
		for (const [, other] of clusters) {
			for (const member of members)
				assert(!other.members.includes(member), `${member} is in ${other.id} still`);
		}
		const all = [...(known?.members ?? []), ...members].sort();
		clusters.set(id, { id, members: all, formed: known?.formed ?? at, updated: at });
	};
	const remove = (id: string, members: readonly string[]) => {
		const known = clusters.get(id)!;
		for (const member of members) assert(known.members.includes(member), `${member} is not in ${id}`);
		const rest = known.members.filter((member) => !members.includes(member));
		clusters.set(id, { ...known, members: rest, updated: at });
	};
	const finish = (id: string, members: readonly string[]) => {
		remove(id, members);
		assert(clusters.get(id)!.members.isEmpty(), `${id} has members left`);
		clusters.delete(id);
	};
	const start = (id: string, members: readonly string[]) => {
		assert(!clusters.has(id), `${id} is there already`);
		add(id, members);
	};
	for (const change of changes) {
		if (change.kind === "formed") start(change.clusterId, change.members);
		else if (change.kind === "joined") add(change.clusterId, [change.memberId]);
		else if (change.kind === "left") remove(change.clusterId, [change.memberId]);
		else if (change.kind === "dissolved") finish(change.clusterId, change.members);
		else if (change.kind === "merged") {
			finish(change.from, change.members);
			add(change.clusterId, change.members);
		} else {
			remove(change.from, change.members);
			start(change.clusterId, change.members);
		}
	}
	return clusters;
}
