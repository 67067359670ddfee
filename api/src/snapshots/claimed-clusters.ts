import type { ClusterClaim, MemberClaim } from "./canonical.js";

/** A cluster cannot be fewer: one alone stands in none. */
export const MIN_CLUSTER_MEMBERS = 2;

/** Takes every member, or, where one is taken already or named twice, none. */
function takeAll(members: readonly MemberClaim[], taken: boolean[]): boolean {
	for (let index = 0; index < members.length; index += 1) {
		const { place } = members[index]!;
		if (taken[place]) {
			for (const before of members.slice(0, index)) taken[before.place] = false;
			return false;
		}
		taken[place] = true;
	}
	return true;
}

/** The claim for those of its members whom no claim before it took. */
function settleClaim(claim: ClusterClaim, taken: boolean[]): ClusterClaim | undefined {
	if (claim.members.length >= MIN_CLUSTER_MEMBERS && takeAll(claim.members, taken)) return claim;
	const members = [...new Set(claim.members)].filter(({ place }) => !taken[place]);
	return members.length >= MIN_CLUSTER_MEMBERS && takeAll(members, taken) ? { ...claim, members } : undefined;
}

/**
 * Every member stands in one cluster at most: in the first claim that names it. A claim that is left with
 * fewer than two members is none, and is answered as undefined in its place.
 *
 * @param taken by place, whether a member stands elsewhere; those of the claims are added
 */
export function settleClaims(
	claims: readonly ClusterClaim[],
	taken: boolean[],
): (ClusterClaim | undefined)[] {
	return claims.map((claim) => settleClaim(claim, taken));
}
