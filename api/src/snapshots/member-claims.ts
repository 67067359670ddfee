import type { MemberClaim } from "./canonical.js";
import { formatPath } from "./json-path.js";
import type { ParsedSnapshot } from "./parse-snapshot.js";
import type {
	ContextWire,
	IgnoredWire,
	MemberTypeWire,
	Vec3Wire,
} from "../../../game/src/shared/wire/index.js";

/** Members that a list is searched for one by one; a longer list is worth a set. */
const SHORT_LIST = 16;

type Positions = NonNullable<ContextWire["positions"]>;
type Group = { readonly members: readonly string[]; readonly npcs?: number; readonly players?: number };
type Draft = { -readonly [Field in keyof MemberClaim]: MemberClaim[Field] };

interface Collecting {
	readonly whole: boolean;
	readonly drafts: Map<string, Draft>;
	/** What contexts without a group tell of others; whether those are members only the whole payload shows. */
	readonly hearsay: { readonly owner: string; readonly key: string; readonly position: Vec3Wire }[];
	/** Groups that were met, by their first member: four friends tell of one group. */
	readonly met: Map<string, readonly string[]>;
	/** Keys of contexts that take fields back. */
	readonly clearing: string[];
	readonly removed: ReadonlySet<string>;
	readonly ignored: IgnoredWire[];
}

interface Collected {
	readonly members: ReadonlyMap<string, MemberClaim>;
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

function positionIn(positions: Positions | undefined, key: string): Vec3Wire | undefined {
	return positions && Object.hasOwn(positions, key) ? positions[key] : undefined;
}

/** A group that counts no NPC holds players only; of a mixed one nobody can tell, and most members are NPCs. */
function assumedType(group: Group | undefined): MemberTypeWire {
	return group?.npcs === 0 && group.players !== 0 ? "player" : "npc";
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
	if (a.length !== b.length) return false;
	for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
	return true;
}

/** A long list of members as a set; a short one is read through sooner than a set is made of it. */
function indexOf(members: readonly string[]): ReadonlySet<string> | undefined {
	return members.length > SHORT_LIST ? new Set(members) : undefined;
}

function ignoreStranger(owner: string, key: string, ignored: IgnoredWire[]): void {
	const path = formatPath(["humanContext", owner, "positions", key]);
	ignored.push({ path, reason: "is no member of this group" });
}

/** The member's own position among those that its context tells; strangers to its group are left out. */
function readPositions(
	owner: string,
	context: ContextWire,
	{ hearsay, ignored }: Collecting,
): Vec3Wire | undefined {
	const { currentGroups: group, positions } = context;
	const index = group && indexOf(group.members);
	let own: Vec3Wire | undefined;
	for (const key in positions) {
		if (key === owner) own = positions[key];
		else if (!group) hearsay.push({ owner, key, position: positions[key]! });
		else if (!(index ? index.has(key) : group.members.includes(key))) ignoreStranger(owner, key, ignored);
	}
	return own;
}

function readContexts({ humanContext }: ParsedSnapshot, collecting: Collecting): void {
	for (const key in humanContext) {
		const context = humanContext[key]!;
		if (context.cleared) collecting.clearing.push(key);
		collecting.drafts.set(key, {
			key,
			whole: collecting.whole,
			context,
			extra: extraOf(context),
			position: readPositions(key, context, collecting),
			assumedType: assumedType(context.currentGroups),
		});
	}
}

/** Whoever is named in a group is a member of the world. */
function addMembers(group: Group, { whole, drafts, met, removed }: Collecting): void {
	const first = group.members[0];
	if (first === undefined) return;
	const before = met.get(first);
	if (before && sameMembers(before, group.members)) return;
	met.set(first, group.members);
	for (const key of group.members) {
		if (drafts.has(key) || removed.has(key)) continue;
		drafts.set(key, { key, whole, assumedType: assumedType(group) });
	}
}

function readMembers(parsed: ParsedSnapshot, collecting: Collecting): void {
	readContexts(parsed, collecting);
	for (const cluster of parsed.clusters) addMembers(cluster, collecting);
	// Members that are added on the way have no context, and so no group.
	for (const { context } of collecting.drafts.values()) {
		if (context?.currentGroups) addMembers(context.currentGroups, collecting);
	}
}

/** Positions of a cluster count for its members alone. */
function readClusterPositions(parsed: ParsedSnapshot, { drafts, ignored }: Collecting): void {
	for (const [place, cluster] of parsed.clusters.entries()) {
		const index = indexOf(cluster.members);
		for (const key in cluster.positions) {
			const isMember = index ? index.has(key) : cluster.members.includes(key);
			const draft = isMember ? drafts.get(key) : undefined;
			if (draft) draft.position ??= cluster.positions[key];
			else {
				const path = formatPath([...parsed.clusterPath(place), "positions", key]);
				ignored.push({ path, reason: "is no member of this cluster" });
			}
		}
	}
}

/** Gives members their own `position` where nothing better was told, and answers whether some still lack one. */
function readOwnPositions({ drafts }: Collecting): boolean {
	let someLack = false;
	for (const draft of drafts.values()) {
		draft.position ??= draft.context?.position;
		someLack ||= !draft.position;
	}
	return someLack;
}

/** What members tell of their groups counts where nothing better does. Answers the group members who lack a position. */
function readGroupPositions(parsed: ParsedSnapshot, { drafts }: Collecting): Set<string> {
	const lacking = new Set<string>();
	const read = (group: Group, positions?: Positions) => {
		for (const key of group.members) {
			const draft = drafts.get(key);
			if (!draft || draft.position) continue;
			draft.position = positionIn(positions, key);
			if (!draft.position) lacking.add(key);
		}
	};
	for (const cluster of parsed.clusters) read(cluster);
	for (const { context } of drafts.values()) {
		if (context?.currentGroups) read(context.currentGroups, context.positions);
	}
	return lacking;
}

/** What a context without a group tells of others counts for whoever is a member by the rest of the payload. */
function readHearsay({ hearsay, drafts, ignored }: Collecting): void {
	for (const { owner, key, position } of hearsay) {
		const draft = drafts.get(key);
		if (draft) draft.position ??= position;
		else ignoreStranger(owner, key, ignored);
	}
}

/**
 * One claim for everybody whom the payload names, in a context, a cluster or a group. A position is taken from
 * the member's own entry in its `positions`, else from its cluster, else from its own `position`, else from
 * what others tell of their group. Adds to `ignored` what was told of strangers.
 */
export function collectMembers(
	parsed: ParsedSnapshot,
	{ whole, removed, ignored }: Pick<Collecting, "whole" | "removed" | "ignored">,
): Collected {
	const drafts = new Map<string, Draft>();
	const collecting: Collecting = {
		whole,
		drafts,
		hearsay: [],
		met: new Map(),
		clearing: [],
		removed,
		ignored,
	};
	readMembers(parsed, collecting);
	readClusterPositions(parsed, collecting);
	const lacking = readOwnPositions(collecting) ? readGroupPositions(parsed, collecting) : [];
	readHearsay(collecting);
	return {
		members: drafts,
		clearing: collecting.clearing,
		missingPositions: [...lacking].filter((key) => !drafts.get(key)!.position),
	};
}
