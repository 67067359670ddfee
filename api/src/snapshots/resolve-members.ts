import { Refusal } from "../http/refusal.js";
import type { Entity } from "../worlds/world.js";
import type { CanonicalSnapshot, MemberClaim } from "./canonical.js";
import { formatPath } from "./json-path.js";
import { worldIdOf } from "./roster.js";
import { MAX_MEMBERS } from "./snapshot-limits.js";

/** Who is who in a payload. */
export interface ResolvedMembers {
	/** Entity id of every member whom the payload names, by its place. */
	readonly ids: readonly string[];
	/** Claims under another name for somebody who is claimed under the right one. */
	readonly aliases: ReadonlySet<MemberClaim>;
	/** Entity id of every key of the source from now on. */
	readonly keys: ReadonlyMap<string, string>;
	/** Entities of the source that are there no longer. */
	readonly gone: readonly string[];
}

interface Known {
	readonly entities: ReadonlyMap<string, Entity>;
	/** Entity id of every key of the source so far. */
	readonly keys: ReadonlyMap<string, string>;
}

interface Named {
	readonly ids: readonly string[];
	/** The claim that tells most of each entity. */
	readonly owners: ReadonlyMap<string, MemberClaim>;
	readonly aliases: Set<MemberClaim>;
}

function resolveId(claim: MemberClaim, source: string, { entities, keys }: Known): string {
	const held = keys.get(claim.key);
	const id = claim.context?.id;
	if (held !== undefined && (id === undefined || id === held)) return held;
	return worldIdOf(id ?? claim.key, source, entities);
}

function refuseSharedId(key: string, other: string): never {
	throw new Refusal("invalid", "Two members of the payload have one id; nothing was applied.", {
		errors: [
			{ path: formatPath(["humanContext", key, "id"]), message: `is the id of ${JSON.stringify(other)} too` },
		],
	});
}

function resolveNamed(snapshot: CanonicalSnapshot, known: Known): Named {
	const ids: string[] = [];
	const owners = new Map<string, MemberClaim>();
	const aliases = new Set<MemberClaim>();
	for (const claim of snapshot.members.values()) {
		const id = resolveId(claim, snapshot.source, known);
		const owner = owners.get(id);
		// A group may call a member by its id where its context, which comes first, stands under its name.
		if (owner === undefined) owners.set(id, claim);
		else if (claim.context) refuseSharedId(claim.key, owner.key);
		else aliases.add(claim);
		ids.push(id);
	}
	return { ids, owners, aliases };
}

function replaceKeys({ ids, owners, aliases }: Named, known: Known): ResolvedMembers {
	const keys = new Map<string, string>();
	for (const [id, { key }] of owners) keys.set(key, id);
	return { ids, aliases, keys, gone: [...known.keys.values()].filter((id) => !owners.has(id)) };
}

function mergeKeys(
	snapshot: CanonicalSnapshot,
	{ ids, owners, aliases }: Named,
	known: Known,
): ResolvedMembers {
	const keys = new Map(known.keys);
	const left = snapshot.removedMembers.flatMap((key) => keys.get(key) ?? []);
	for (const key of snapshot.removedMembers) keys.delete(key);
	for (const [id, claim] of owners) {
		const { key } = claim;
		const oldKey = known.entities.get(id)?.key;
		if (oldKey !== undefined && oldKey !== key && keys.get(oldKey) === id) {
			if (!claim.context) {
				aliases.add(claim);
				continue;
			}
			keys.delete(oldKey);
		}
		const before = keys.get(key);
		if (before !== undefined && before !== id) left.push(before);
		keys.set(key, id);
	}
	return { ids, aliases, keys, gone: left.filter((id) => !owners.has(id)) };
}

/** The ids of all, where everybody whom the payload names is who its source meant by that key before, and nobody has gone. */
function idsAsBefore(
	{ kind, members, removedMembers }: CanonicalSnapshot,
	{ keys }: Known,
): string[] | undefined {
	if (removedMembers.length > 0 || (kind === "full" && members.size !== keys.size)) return undefined;
	const ids: string[] = [];
	for (const { key, context } of members.values()) {
		const held = keys.get(key);
		if (held === undefined || (context?.id !== undefined && context.id !== held)) return undefined;
		ids.push(held);
	}
	return ids;
}

/**
 * Finds the entity behind every key of a payload. Ids are identity: a key with another id is another member,
 * an id under another key is the same member. A key that comes without an id keeps the one it had.
 *
 * @throws Refusal `invalid` where two contexts claim one id, or the source would have too many members.
 */
export function resolveMembers(snapshot: CanonicalSnapshot, known: Known): ResolvedMembers {
	const { keys } = known;
	const ids = idsAsBefore(snapshot, known);
	if (ids) return { ids, aliases: new Set(), keys, gone: [] };
	const named = resolveNamed(snapshot, known);
	const resolved = snapshot.kind === "full" ? replaceKeys(named, known) : mergeKeys(snapshot, named, known);
	if (resolved.keys.size > MAX_MEMBERS) {
		throw new Refusal("invalid", `A server has at most ${MAX_MEMBERS} members; nothing was applied.`, {
			errors: [{ path: "humanContext", message: `makes more than ${MAX_MEMBERS} members` }],
		});
	}
	return resolved;
}
