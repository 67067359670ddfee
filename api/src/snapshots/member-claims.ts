import type { MemberClaim } from "./canonical.js";
import { sameNames } from "./collecting.js";
import type { Collecting, Draft, FoundGroup, Group } from "./collecting.js";
import { readPositions } from "./member-positions.js";
import type { ParsedSnapshot } from "./parse-snapshot.js";
import type { ContextWire, MemberTypeWire } from "../../../game/src/shared/wire/index.js";

/** A group or cluster as a payload tells it, but for members whom the payload removes. */
export interface ToldGroup {
	readonly members: readonly MemberClaim[];
}

/** Everybody whom a payload names, and in which groups. */
export interface Collected {
	readonly members: ReadonlyMap<string, MemberClaim>;
	/** By place: the group that a member's context tells of, else one that names it. */
	readonly groups: readonly (ToldGroup | undefined)[];
	/** Of every cluster of the payload. */
	readonly clusters: readonly ToldGroup[];
	/** Keys of members whose contexts take fields back. */
	readonly clearing: readonly string[];
	readonly missingPositions: readonly string[];
}

function isKnownField(field: string): boolean {
	switch (field) {
		case "id":
		case "name":
		case "type":
		case "relationships":
		case "currentGroups":
		case "position":
		case "positions":
		case "location":
		case "recentInteractions":
		case "health":
		case "mood":
		case "lastSeen":
		case "cleared":
			return true;
		default:
			return false;
	}
}

function extraOf(context: ContextWire): Record<string, unknown> | undefined {
	let extra: Record<string, unknown> | undefined;
	for (const field in context) {
		if (!isKnownField(field)) (extra ??= {})[field] = (context as Record<string, unknown>)[field];
	}
	return extra;
}

/** A group that counts no NPC holds players only; of a mixed one nobody can tell, and most members are NPCs. */
function assumedType(group: Group | undefined): MemberTypeWire {
	return group?.npcs === 0 && group.players !== 0 ? "player" : "npc";
}

function addMember(
	key: string,
	told: { readonly group: Group | undefined; readonly context?: ContextWire },
	{ whole, drafts, groups }: Collecting,
): Draft {
	const { group, context } = told;
	const draft: Draft = {
		place: drafts.size,
		key,
		whole,
		context,
		extra: context && extraOf(context),
		position: undefined,
		assumedType: assumedType(group),
	};
	drafts.set(key, draft);
	groups.push(undefined);
	return draft;
}

function readContexts({ humanContext }: ParsedSnapshot, collecting: Collecting): void {
	for (const key in humanContext) {
		const context = humanContext[key]!;
		if (context.cleared) collecting.clearing.push(key);
		addMember(key, { group: context.currentGroups, context }, collecting);
	}
}

/** Whoever is named in a group is a member of the world, but for those whom the payload removes. */
function findGroup(group: Group, collecting: Collecting): FoundGroup {
	const { drafts, removed, groups } = collecting;
	const names = group.members;
	const stay = removed.size === 0 ? names : names.filter((key) => !removed.has(key));
	const members = stay.map((key) => drafts.get(key) ?? addMember(key, { group }, collecting));
	const found: FoundGroup = { names, members };
	for (const { place } of members) groups[place] ??= found;
	return found;
}

/** Finds the groups of all clusters and contexts. */
function readGroups(parsed: ParsedSnapshot, collecting: Collecting): void {
	const { drafts, groups, clusters } = collecting;
	for (const cluster of parsed.clusters) clusters.push(findGroup(cluster, collecting));
	// Members that are added on the way have no context, and so no group.
	for (const { place, context } of drafts.values()) {
		const group = context?.currentGroups;
		const met = groups[place];
		// Friends tell of one group: what was found for one of them holds for all.
		if (group && !(met && sameNames(met.names, group.members))) groups[place] = findGroup(group, collecting);
	}
}

/**
 * One claim for everybody whom the payload names, in a context, a cluster or a group, with the best position
 * that it tells. Adds to `ignored` what was told of strangers.
 */
export function collectMembers(
	parsed: ParsedSnapshot,
	{ whole, removed, ignored }: Pick<Collecting, "whole" | "removed" | "ignored">,
): Collected {
	const drafts = new Map<string, Draft>();
	const collecting: Collecting = {
		whole,
		drafts,
		groups: [],
		clusters: [],
		hearsay: [],
		clearing: [],
		removed,
		ignored,
	};
	readContexts(parsed, collecting);
	readGroups(parsed, collecting);
	const lacking = readPositions(parsed, collecting);
	const { groups, clusters, clearing } = collecting;
	return { members: drafts, groups, clusters, clearing, missingPositions: lacking.map(({ key }) => key) };
}
