import type { Vec3Wire } from "../../shared/wire";

/** A position on the wire is a multiple of 0.001 studs: far finer than any threshold, and half the bytes. */
const STEPS_PER_STUD = 1000;
/** Squared studs. Positions on the grid that lie exactly at the threshold must not pass it by a rounding error. */
const ROUNDING_SLACK = 1e-9;

/** Neither NaN nor infinite. */
export function isFinite(value: number): boolean {
	return value - value === 0;
}

function rounded(value: number): number {
	return math.round(value * STEPS_PER_STUD) / STEPS_PER_STUD;
}

/** The point as it is told, or undefined where a coordinate is not finite (or too large to stay so). */
export function roundedPosition(x: number, y: number, z: number): Vec3Wire | undefined {
	const position = { x: rounded(x), y: rounded(y), z: rounded(z) };
	return isFinite(position.x) && isFinite(position.y) && isFinite(position.z) ? position : undefined;
}

export function samePosition(a: Vec3Wire, b: Vec3Wire): boolean {
	return a.x === b.x && a.y === b.y && a.z === b.z;
}

/**
 * What to tell of an entity that stands at `now`: where it was last acknowledged to be (`told`), until it has
 * moved more than `thresholdStuds` from there. Measured from the told value and not from the last look, so
 * that a slow walk is told too.
 */
export function settledPosition(now: Vec3Wire, told: Vec3Wire | undefined, thresholdStuds: number): Vec3Wire {
	if (told === undefined) return now;
	const dx = now.x - told.x;
	const dy = now.y - told.y;
	const dz = now.z - told.z;
	const moved = dx * dx + dy * dy + dz * dz > thresholdStuds * thresholdStuds + ROUNDING_SLACK;
	return moved ? now : told;
}
