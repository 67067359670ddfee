import { Refusal } from "../http/refusal.js";
import type { Entity } from "../worlds/world.js";
import type { CanonicalSnapshot, MemberClaim } from "./canonical.js";
import { formatPath } from "./json-path.js";
import { worldIdOf } from "./roster.js";
import { MAX_MEMBERS } from "./snapshot-limits.js";

/** Who is who in a payload. */
export interface ResolvedMembers {
	/** Entity id of every key that the payload names, and perhaps of others. */
	readonly ids: ReadonlyMap<string, string>;
	/** Keys of the payload that are another name for somebody who is claimed under the right one. */
	readonly aliases: ReadonlySet<string>;
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
	readonly ids: ReadonlyMap<string, string>;
	/** The key that tells most of each entity. */
	readonly owners: ReadonlyMap<string, string>;
	readonly aliases: Set<string>;
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
	const ids = new Map<string, string>();
	const owners = new Map<string, string>();
	const aliases = new Set<string>();
	for (const claim of snapshot.members.values()) {
		const id = resolveId(claim, snapshot.source, known);
		const owner = owners.get(id);
		// A group may call a member by its id where its context, which comes first, stands under its name.
		if (owner === undefined) owners.set(id, claim.key);
		else if (claim.context) refuseSharedId(claim.key, owner);
		else aliases.add(claim.key);
		ids.set(claim.key, id);
	}
	return { ids, owners, aliases };
}

function replaceKeys({ ids, owners, aliases }: Named, known: Known): ResolvedMembers {
	const keys = aliases.size === 0 ? ids : new Map([...owners].map(([id, key]) => [key, id]));
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
	for (const [id, key] of owners) {
		const oldKey = known.entities.get(id)?.key;
		if (oldKey !== undefined && oldKey !== key && keys.get(oldKey) === id) {
			if (!snapshot.members.get(key)!.context) {
				aliases.add(key);
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

/** Whether everybody whom the payload names is who its source meant by that key before, and nobody has gone. */
function isAsBefore({ kind, members, removedMembers }: CanonicalSnapshot, { keys }: Known): boolean {
	if (removedMembers.length > 0 || (kind === "full" && members.size !== keys.size)) return false;
	for (const { key, context } of members.values()) {
		const held = keys.get(key);
		if (held === undefined || (context?.id !== undefined && context.id !== held)) return false;
	}
	return true;
}

/**
 * Finds the entity behind every key of a payload. Ids are identity: a key with another id is another member,
 * an id under another key is the same member. A key that comes without an id keeps the one it had.
 *
 * @throws Refusal `invalid` where two contexts claim one id, or the source would have too many members.
 */
export function resolveMembers(snapshot: CanonicalSnapshot, known: Known): ResolvedMembers {
	const { keys } = known;
	if (isAsBefore(snapshot, known)) return { ids: keys, aliases: new Set(), keys, gone: [] };
	const named = resolveNamed(snapshot, known);
	const resolved = snapshot.kind === "full" ? replaceKeys(named, known) : mergeKeys(snapshot, named, known);
	if (resolved.keys.size > MAX_MEMBERS) {
		throw new Refusal("invalid", `A server has at most ${MAX_MEMBERS} members; nothing was applied.`, {
			errors: [{ path: "humanContext", message: `makes more than ${MAX_MEMBERS} members` }],
		});
	}
	return resolved;
}
