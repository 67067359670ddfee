import type { MemberClaim } from "./canonical.js";
import type { IgnoredWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";

/** Names that a list is searched for one by one; a longer list is worth a set. */
const SHORT_LIST = 16;

/** What a payload tells of a group or cluster. */
export type Group = {
	readonly members: readonly string[];
	readonly npcs?: number;
	readonly players?: number;
};
/** A claim of which something may still be read. */
export type Draft = { -readonly [Field in keyof MemberClaim]: MemberClaim[Field] };

/** A group or cluster with its members found. */
export interface FoundGroup {
	/** The members as they were told. */
	readonly names: readonly string[];
	/** `names` as a set, from the first time that it is needed. */
	index?: ReadonlySet<string>;
	/** The claims of all but those whom the payload removes. */
	readonly members: readonly Draft[];
}

/** A payload's members while they are collected. */
export interface Collecting {
	readonly whole: boolean;
	readonly drafts: Map<string, Draft>;
	/** By place: the group that a member tells of, and until that is read, the first that names it. */
	readonly groups: (FoundGroup | undefined)[];
	/** Of every cluster of the payload. */
	readonly clusters: FoundGroup[];
	/** What contexts without a group tell of others; whether those are members only the whole payload shows. */
	readonly hearsay: { readonly owner: string; readonly key: string; readonly position: Vec3Wire }[];
	/** Keys of contexts that take fields back. */
	readonly clearing: string[];
	readonly removed: ReadonlySet<string>;
	readonly ignored: IgnoredWire[];
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
	if (a.length !== b.length) return false;
	for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
	return true;
}

/** Whether a group names somebody. A short list is read through sooner than a set is made of it. */
export function isNamed(group: FoundGroup, key: string): boolean {
	if (group.names.length <= SHORT_LIST) return group.names.includes(key);
	return (group.index ??= new Set(group.names)).has(key);
}
