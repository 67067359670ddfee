import type { ClusterChange, ClusterTick } from "../clusters/cluster";
import type { Entity } from "../entities/entity";

/** Names in one line; a crowd is summed up. */
const NAMES_SHOWN = 4;

function namesBut(subject: string, members: readonly string[], known: ReadonlyMap<string, Entity>): string {
	const names: string[] = [];
	let more = 0;
	for (const id of members) {
		const name = id === subject ? undefined : known.get(id)?.name;
		if (name === undefined) continue;
		if (names.size() < NAMES_SHOWN) names.push(name);
		else more += 1;
	}
	if (more > 0) return `${names.join(", ")} and ${more} more`;
	return names.isEmpty() ? "others" : names.join(", ");
}

/** What a change of a cluster was to those it happened to, by entity id: a line for their recent interactions. */
export function narrativesOf(
	change: ClusterChange,
	tick: ClusterTick,
	known: ReadonlyMap<string, Entity>,
): ReadonlyMap<string, string> {
	const lines = new Map<string, string>();
	const members = tick.clusters.get(change.clusterId)?.members ?? [];
	if (change.kind === "formed") {
		for (const id of change.members) lines.set(id, `Met ${namesBut(id, change.members, known)}`);
	} else if (change.kind === "joined") {
		lines.set(change.memberId, `Joined ${namesBut(change.memberId, members, known)}`);
	} else if (change.kind === "left") {
		lines.set(change.memberId, `Left ${namesBut(change.memberId, members, known)}`);
	}
	return lines;
}
