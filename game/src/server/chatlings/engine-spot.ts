import type { RandomSource } from "../../shared/util/ports";
import type { Ways } from "../npcs/engine-ways";
import type { Point } from "../npcs/walk";
import { around } from "../npcs/wander";

/** Studs from a player at which a chatling comes to stand: near, and not in the way. */
const BESIDE_STUDS = 6;
/** Studs at which it is tried where there is no room for that, as in a corridor. */
const CLOSE_STUDS = 3;
/** Directions that are tried at each distance. */
const TRIES = 6;
/** Studs from the middle of a character's root to the ground, where there is none to be found. */
const ROOT_HEIGHT_STUDS = 3;

/** A point of the ground beside a root that one could walk to from it: not in a wall, and on its storey. */
export function spotBeside(root: Vector3, ways: Ways, random: RandomSource): Point {
	for (const distance of [BESIDE_STUDS, CLOSE_STUDS]) {
		for (const _ of $range(1, TRIES)) {
			const spot = ways.groundAt(around({ x: root.X, z: root.Z }, distance, random), root.Y);
			if (spot && ways.isStraight(root, spot)) return spot;
		}
	}
	const under = { x: root.X, z: root.Z };
	return ways.groundAt(under, root.Y) ?? { ...under, y: root.Y - ROOT_HEIGHT_STUDS };
}
