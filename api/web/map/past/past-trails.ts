import type { SyncedWorld } from "../../../client/index.js";
import { TRAIL_MS, type TrailPoint } from "../scene/trail.js";

/** Of more members than this the map draws no trails, so that none need be looked for. */
const MOST_TRAILS = 450;
/** Ticks looked back at: the time of a trail, at five ticks a second. */
const MOST_TICKS = 90;

/**
 * Where members of a world had been in the time before it, in the world's own time (milliseconds).
 * @param before the world a tick before, where it is known
 */
export function trailsOf(
	world: SyncedWorld,
	before: (tick: number) => SyncedWorld | undefined,
): ReadonlyMap<string, readonly TrailPoint[]> {
	const trails = new Map<string, TrailPoint[]>();
	const { timestamp, entities } = world;
	if (timestamp === undefined || entities.size > MOST_TRAILS) return trails;
	for (let back = 1; back <= MOST_TICKS; back += 1) {
		const earlier = before(world.tick - back);
		if (earlier?.timestamp === undefined || (timestamp - earlier.timestamp) * 1000 > TRAIL_MS) break;
		for (const [id, { position }] of earlier.entities) {
			if (!position || !entities.has(id)) continue;
			const trail = trails.get(id) ?? [];
			const next = trail[0];
			if (next?.x === position.x && next.z === position.z) continue;
			trails.set(id, [{ x: position.x, z: position.z, at: earlier.timestamp * 1000 }, ...trail]);
		}
	}
	return trails;
}
