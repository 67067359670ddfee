import type { CanonicalSnapshot, ClusterClaim, MemberClaim } from "./canonical.js";
import { MIN_CLUSTER_MEMBERS, settleClaims } from "./claimed-clusters.js";
import { formatPath } from "./json-path.js";
import { collectMembers } from "./member-claims.js";
import type { Collected, ToldGroup } from "./member-claims.js";
import type { ParsedSnapshot, SentCluster } from "./parse-snapshot.js";
import type { GroupWire, IgnoredWire } from "../../../game/src/shared/wire/index.js";

function groupAge(group: GroupWire): number {
	return group.updated ?? group.formed ?? 0;
}

/**
 * Groups that only contexts tell of, as clients of the past send them: those of members whom no cluster of
 * the payload names. The newest comes first, since two members may tell of their group at different times.
 */
function undeclaredGroups({ members, groups }: Collected, declared: readonly boolean[]): ClusterClaim[] {
	const found: { readonly group: GroupWire; readonly told: ToldGroup }[] = [];
	for (const { place, context } of members.values()) {
		const group = context?.currentGroups;
		if (!group || group.members.length < MIN_CLUSTER_MEMBERS || declared[place]) continue;
		found.push({ group, told: groups[place]! });
	}
	return found
		.sort((a, b) => groupAge(b.group) - groupAge(a.group))
		.map(({ group: { npcs, players, formed }, told: { members } }) => ({
			whole: false,
			members,
			npcs,
			players,
			formed,
		}));
}

interface SettledClusters {
	readonly clusters: readonly ClusterClaim[];
	/** Ids of clusters that the payload names with too few members for one. */
	readonly dissolved: readonly string[];
}

/** The envelope of one cluster tells its members and no more. */
function claimOf({ id, npcs, players, formed, location }: SentCluster, { members }: ToldGroup): ClusterClaim {
	return { whole: npcs !== undefined, id, members, npcs, players, formed, location };
}

function settleClusters(
	parsed: ParsedSnapshot,
	collected: Collected,
	ignored: IgnoredWire[],
): SettledClusters {
	const declared: ClusterClaim[] = [];
	const dissolved: string[] = [];
	const taken = new Array<boolean>(collected.members.size).fill(false);
	const claims = parsed.clusters.map((cluster, index) => claimOf(cluster, collected.clusters[index]!));
	const settled = settleClaims(claims, taken);
	for (const [index, claim] of settled.entries()) {
		if (claim) {
			declared.push(claim);
			continue;
		}
		const { id } = parsed.clusters[index]!;
		if (id !== undefined) dissolved.push(id);
		const path = formatPath(parsed.clusterPath(index));
		ignored.push({ path, reason: "fewer than two members stand in it and in no cluster before it" });
	}
	const groups = settleClaims(undeclaredGroups(collected, taken), taken);
	return { clusters: [...declared, ...groups.filter((claim) => claim !== undefined)], dissolved };
}

function isAlone({ context }: MemberClaim): boolean {
	if (context?.currentGroups) return context.currentGroups.members.length < MIN_CLUSTER_MEMBERS;
	return context?.cleared?.includes("currentGroups") ?? false;
}

/** Parts that only a payload which changes what was said before can have. */
function misplacedParts({ removed }: ParsedSnapshot, clearing: readonly string[]): IgnoredWire[] {
	const paths = clearing.map((key) => formatPath(["humanContext", key, "cleared"]));
	if (removed) paths.unshift("removed");
	return paths.map((path) => ({ path, reason: "a full snapshot already leaves out what is gone" }));
}

/** Names of whom a payload says that they have gone, and not in the same breath something else. */
function goneMembers(parsed: ParsedSnapshot): string[] {
	return (parsed.removed?.members ?? []).filter((key) => !Object.hasOwn(parsed.humanContext, key));
}

/**
 * A checked payload in canonical form: one claim per member with its position resolved, clusters that do not
 * overlap, and what was left out with the reason. Says nothing yet of what the world held before.
 */
export function normaliseSnapshot(parsed: ParsedSnapshot): CanonicalSnapshot {
	const kind = parsed.kind ?? "full";
	const whole = kind === "full";
	const ignored: IgnoredWire[] = [...parsed.unknown];
	const removed = whole ? [] : goneMembers(parsed);
	const collected = collectMembers(parsed, { whole, removed: new Set(removed), ignored });
	const { members, clearing, missingPositions } = collected;
	const { clusters, dissolved } = settleClusters(parsed, collected, ignored);
	if (whole) ignored.push(...misplacedParts(parsed, clearing));
	const { serverId, epoch, seq } = parsed;
	return {
		timestamp: parsed.timestamp,
		kind,
		source: serverId ?? "",
		...(serverId !== undefined && epoch !== undefined && seq !== undefined
			? { place: { serverId, epoch, seq } }
			: {}),
		members,
		clusters,
		alone: whole ? [] : [...members.values()].filter(isAlone),
		events: parsed.events,
		removedMembers: removed,
		removedClusters: whole ? [] : [...(parsed.removed?.clusters ?? []), ...dissolved],
		missingPositions,
		ignored,
	};
}
