import { Refusal } from "../http/refusal.js";
import { draftMap } from "../worlds/draft-map.js";
import type { DraftMap } from "../worlds/draft-map.js";
import { sameJson } from "../worlds/json-values.js";
import type { Entity, WorldCluster } from "../worlds/world.js";
import type { CanonicalSnapshot, ClusterClaim, MemberClaim } from "./canonical.js";
import { MIN_CLUSTER_MEMBERS } from "./claimed-clusters.js";
import { matchClusters } from "./match-clusters.js";
import type { ResolvedMembers } from "./resolve-members.js";
import { worldIdOf } from "./roster.js";

interface Before {
	readonly entities: ReadonlyMap<string, Entity>;
	readonly clusters: ReadonlyMap<string, WorldCluster>;
}

export interface NextClusters {
	readonly clusters: ReadonlyMap<string, WorldCluster>;
	/** Cluster, or none, of every entity whose standing the payload touches. */
	readonly standing: ReadonlyMap<string, string | undefined>;
	/** World id of each claimed cluster, in the payload's order. */
	readonly clusterIds: readonly string[];
}

interface Step {
	readonly before: Before;
	readonly snapshot: CanonicalSnapshot;
	readonly members: ResolvedMembers;
	/** What the world holds of every member whom the payload names, by its place. */
	readonly held: readonly (Entity | undefined)[];
	readonly draft: DraftMap<WorldCluster>;
	readonly standing: Map<string, string | undefined>;
	/** Known clusters of which the payload tells something else. */
	readonly retold: WorldCluster[];
	/** Members of the claims so far, where some are named in two ways. */
	readonly taken: Set<string>;
}

function clusterIdsOf({ before, snapshot, members }: Step, newId: () => string): string[] {
	const { clusters, source } = snapshot;
	const said = clusters.map(({ id }) =>
		id === undefined ? undefined : worldIdOf(id, source, before.clusters),
	);
	const nameless = clusters.filter(({ id }) => id === undefined);
	if (nameless.length === 0) return said.filter((id) => id !== undefined);
	const reserved = new Set(said);
	const matched = matchClusters(
		nameless.map((claim) => claim.members.map(({ place }) => members.ids[place]!)),
		(member) => {
			const id = before.entities.get(member)?.cluster;
			return id === undefined || reserved.has(id) ? undefined : before.clusters.get(id);
		},
	);
	const found = matched.values();
	return said.map((id) => id ?? found.next().value ?? newId());
}

/** What a claim counts, where that adds up to its members; else what is known of each. */
function countMembers({ held }: Step, claim: ClusterClaim, size: number) {
	const { npcs, players } = claim;
	if (npcs !== undefined && players !== undefined && npcs + players === size) return { npcs, players };
	const isPlayer = ({ place, context, assumedType }: MemberClaim) =>
		(context?.type ?? held[place]?.type ?? assumedType) === "player";
	const counted = claim.members.filter(isPlayer).length;
	return { npcs: size - counted, players: counted };
}

/** Whether a claim tells of a cluster just what is held. Who is listed in a cluster stands in it, and in no other. */
function isAsHeld({ held }: Step, claim: ClusterClaim, cluster: WorldCluster): boolean {
	if (claim.members.length !== cluster.members.length) return false;
	if (claim.npcs !== undefined && claim.npcs !== cluster.npcs) return false;
	if (claim.players !== undefined && claim.players !== cluster.players) return false;
	if ((claim.whole || claim.location !== undefined) && claim.location !== cluster.location) return false;
	for (const { place } of claim.members) if (held[place]?.cluster !== cluster.id) return false;
	return true;
}

/** In one order, so that a list told in another order is no change. */
function memberIdsOf({ members: { ids, aliases }, taken }: Step, claim: ClusterClaim): string[] {
	const memberIds = claim.members.map(({ place }) => ids[place]!);
	if (aliases.size === 0) return memberIds.sort();
	// Claims share no key, but with two keys for one member they may share that.
	const free = new Set(memberIds.filter((id) => !taken.has(id)));
	if (free.size >= MIN_CLUSTER_MEMBERS) for (const id of free) taken.add(id);
	return [...free].sort();
}

function claimCluster(step: Step, claim: ClusterClaim, id: string): void {
	const { before, snapshot, members } = step;
	const held = before.clusters.get(id);
	if (held && members.aliases.size === 0 && isAsHeld(step, claim, held)) return;
	const memberIds = memberIdsOf(step, claim);
	if (memberIds.length < MIN_CLUSTER_MEMBERS) {
		step.draft.delete(id);
		if (held) step.retold.push(held);
		return;
	}
	const location = claim.location ?? (claim.whole ? undefined : held?.location);
	const next: WorldCluster = {
		id,
		source: snapshot.source,
		members: memberIds,
		...countMembers(step, claim, memberIds.length),
		formed: held?.formed ?? (claim.formed ?? snapshot.timestamp) + 0,
		...(location === undefined ? {} : { location }),
	};
	if (held && sameJson(held, next)) return;
	step.draft.set(id, next);
	for (const member of memberIds) step.standing.set(member, id);
	if (held) step.retold.push(held);
}

/** Whoever was in a cluster that is gone or told anew, and is claimed nowhere, now stands in none. */
function releaseMembers({ standing }: Step, cluster: WorldCluster): void {
	for (const member of cluster.members) if (!standing.has(member)) standing.set(member, undefined);
}

/** Takes those out of a cluster not told of who now stand elsewhere; fewer than two are no cluster. */
function shrinkCluster(step: Step, cluster: WorldCluster, leaving: ReadonlySet<string>): void {
	const members = cluster.members.filter((member) => !leaving.has(member));
	if (members.length < MIN_CLUSTER_MEMBERS) {
		step.draft.delete(cluster.id);
		releaseMembers(step, cluster);
		return;
	}
	const left = cluster.members.filter((member) => leaving.has(member));
	const players = left.filter((member) => step.before.entities.get(member)?.type === "player").length;
	step.draft.set(cluster.id, {
		...cluster,
		members,
		players: Math.max(0, cluster.players - players),
		npcs: Math.max(0, cluster.npcs - (left.length - players)),
	});
	for (const member of left) if (!step.standing.has(member)) step.standing.set(member, undefined);
}

function dropUnclaimed(step: Step, claimed: ReadonlySet<string>): void {
	for (const cluster of step.before.clusters.values()) {
		if (cluster.source !== step.snapshot.source || claimed.has(cluster.id)) continue;
		step.draft.delete(cluster.id);
		releaseMembers(step, cluster);
	}
}

function mergeUnclaimed(step: Step, claimed: ReadonlySet<string>): void {
	const { before, snapshot, members, draft, standing } = step;
	for (const said of snapshot.removedClusters) {
		const id = worldIdOf(said, snapshot.source, before.clusters);
		const held = before.clusters.get(id);
		if (!held || claimed.has(id)) continue;
		draft.delete(id);
		releaseMembers(step, held);
	}
	const alone = snapshot.alone.map(({ place }) => members.ids[place]!);
	const leaving = new Map<string, Set<string>>();
	for (const member of new Set([...standing.keys(), ...alone, ...members.gone])) {
		const id = before.entities.get(member)?.cluster;
		if (id === undefined || claimed.has(id) || !draft.get(id)) continue;
		const others = leaving.get(id);
		if (others) others.add(member);
		else leaving.set(id, new Set([member]));
	}
	for (const [id, who] of leaving) shrinkCluster(step, before.clusters.get(id)!, who);
}

/**
 * The clusters after a payload. A cluster that is told replaces what was held under its id; a member stands
 * where it was told last, and a cluster that this leaves with fewer than two is dissolved.
 *
 * @throws Refusal `invalid` where two claims have one id
 */
export function nextClusters(
	before: Before,
	told: Pick<Step, "snapshot" | "members" | "held">,
	newId: () => string,
): NextClusters {
	const step: Step = {
		before,
		...told,
		draft: draftMap(before.clusters),
		standing: new Map(),
		retold: [],
		taken: new Set(),
	};
	const clusterIds = clusterIdsOf(step, newId);
	const claimed = new Set(clusterIds);
	if (claimed.size < clusterIds.length) {
		throw new Refusal("invalid", "Two clusters of the payload have one id; nothing was applied.", {
			errors: [{ path: "clusters", message: "two have one id" }],
		});
	}
	for (const [index, claim] of step.snapshot.clusters.entries())
		claimCluster(step, claim, clusterIds[index]!);
	if (step.snapshot.kind === "full") dropUnclaimed(step, claimed);
	else mergeUnclaimed(step, claimed);
	for (const held of step.retold) releaseMembers(step, held);
	return { clusters: step.draft.result(), standing: step.standing, clusterIds };
}
