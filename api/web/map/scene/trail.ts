/** Where somebody has been, oldest first. */
export interface TrailPoint {
	readonly x: number;
	readonly z: number;
	/** Milliseconds of the page's clock. */
	readonly at: number;
}

/** How long a path stays: long enough to see where somebody came from, short enough not to draw a web. */
export const TRAIL_MS = 18_000;
/** Time and studs between two points: fine enough for a curve, coarse enough for thousands of members. */
const STEP_MS = 600;
const STEP_STUDS = 0.75;

/** The trail with the place at `now`, without what is too old. Returns the same list where nothing changed. */
export function extendTrail(trail: readonly TrailPoint[], { x, z, at }: TrailPoint): readonly TrailPoint[] {
	const last = trail.at(-1);
	const expired = trail.findIndex((point) => at - point.at <= TRAIL_MS);
	const kept = expired === 0 ? trail : expired < 0 ? [] : trail.slice(expired);
	if (last && (at - last.at < STEP_MS || Math.hypot(x - last.x, z - last.z) < STEP_STUDS)) return kept;
	return [...kept, { x, z, at }];
}

/** How fresh a point is: 1 now, 0 when it disappears. */
export function freshness(point: TrailPoint, now: number): number {
	return Math.min(1, Math.max(0, 1 - (now - point.at) / TRAIL_MS));
}
