import type { Spot } from "./wander";

/** Studs from its leader beyond which a follower sets out: within it, both are in earshot of each other. */
const SET_OUT_STUDS = 6;
/** Studs from its leader to which it walks: nearer than where it sets out, so that not each step moves it. */
const STOP_STUDS = 5;
/** Studs at which a follower has lost its leader: farther than anybody walks between two looks. */
const LOST_STUDS = 120;

/** What a follower does next. */
export type Step =
	{ readonly kind: "stay" } | { readonly kind: "walk"; readonly to: Spot } | { readonly kind: "lost" };

/**
 * Where a follower goes, looking once a second: straight towards its leader, to stand before it at talking
 * distance. It never makes room for a leader who comes nearer.
 */
export function followStep(follower: Spot, leader: Spot): Step {
	const dx = follower.x - leader.x;
	const dz = follower.z - leader.z;
	const distance = math.sqrt(dx * dx + dz * dz);
	if (distance <= SET_OUT_STUDS) return { kind: "stay" };
	if (distance > LOST_STUDS) return { kind: "lost" };
	const share = STOP_STUDS / distance;
	return { kind: "walk", to: { x: leader.x + dx * share, z: leader.z + dz * share } };
}
