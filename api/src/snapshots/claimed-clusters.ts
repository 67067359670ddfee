import type { ClusterClaim } from "./canonical.js";

/** A cluster cannot be fewer: one alone stands in none. */
export const MIN_CLUSTER_MEMBERS = 2;

/** Takes every member, or, where one is taken already or named twice, none. */
function takeAll(members: readonly string[], taken: Set<string>): boolean {
	const before = taken.size;
	for (let index = 0; index < members.length; index += 1) {
		taken.add(members[index]!);
		if (taken.size > before + index) continue;
		for (const key of members.slice(0, index)) taken.delete(key);
		return false;
	}
	return true;
}

/** The claim for those of its members whom no claim before it took. */
function settleClaim(claim: ClusterClaim, taken: Set<string>): ClusterClaim | undefined {
	if (claim.members.length >= MIN_CLUSTER_MEMBERS && takeAll(claim.members, taken)) return claim;
	const members = [...new Set(claim.members)].filter((key) => !taken.has(key));
	return members.length >= MIN_CLUSTER_MEMBERS && takeAll(members, taken) ? { ...claim, members } : undefined;
}

/**
 * Every member stands in one cluster at most: in the first claim that names it. A claim that is left with
 * fewer than two members is none, and is answered as undefined in its place.
 *
 * @param taken keys of members who stand elsewhere; those of the claims are added
 */
export function settleClaims(
	claims: readonly ClusterClaim[],
	taken: Set<string>,
): (ClusterClaim | undefined)[] {
	return claims.map((claim) => settleClaim(claim, taken));
}
