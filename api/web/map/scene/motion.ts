/** A walk over the ground from one known place to the next. Studs, and milliseconds of the page's clock. */
export interface Motion {
	readonly fromX: number;
	readonly fromZ: number;
	readonly toX: number;
	readonly toZ: number;
	readonly startedAt: number;
	readonly durationMs: number;
	/** Learned time between two tellings of this member while it walks. */
	readonly rhythmMs: number;
}

export interface Place {
	readonly x: number;
	readonly z: number;
}

/** A place tells positions every 2 s near a change and every 10 s otherwise; a longer silence was a rest. */
const LONGEST_RHYTHM_MS = 12_000;
/** Before a rhythm is known: the place's local tick. */
const FIRST_RHYTHM_MS = 2_000;
/** The walk lasts a little longer than the rhythm, so that a late telling finds it still under way. */
const OVERLAP = 1.1;
/** Nobody walks faster than this many studs a second (Roblox walks at 16): it was a teleport. */
const FASTEST_WALK = 120;

/** Standing at a place since `now`. */
export function standAt({ x, z }: Place, now: number): Motion {
	return {
		fromX: x,
		fromZ: z,
		toX: x,
		toZ: z,
		startedAt: now,
		durationMs: 0,
		rhythmMs: FIRST_RHYTHM_MS,
	};
}

/** How much of the walk is done: 0 to 1. */
export function progressOf(motion: Motion, now: number): number {
	if (motion.durationMs <= 0) return 1;
	return Math.min(1, Math.max(0, (now - motion.startedAt) / motion.durationMs));
}

/** Where it is at `now`. */
export function placeAt(motion: Motion, now: number): Place {
	const done = progressOf(motion, now);
	if (done === 1) return { x: motion.toX, z: motion.toZ };
	return {
		x: motion.fromX + (motion.toX - motion.fromX) * done,
		z: motion.fromZ + (motion.toZ - motion.fromZ) * done,
	};
}

/**
 * The walk to a place told at `now`: from where it is seen just now, over the time that passes between two
 * tellings, so that snapshots of every 2 or 10 seconds look like walking. Teleports are jumped.
 */
export function walkTo(motion: Motion, target: Place, now: number): Motion {
	const sinceTold = now - motion.startedAt;
	const rhythmMs = sinceTold > 0 && sinceTold <= LONGEST_RHYTHM_MS ? sinceTold : motion.rhythmMs;
	const durationMs = rhythmMs * OVERLAP;
	const from = placeAt(motion, now);
	const studs = Math.hypot(target.x - from.x, target.z - from.z);
	if (studs > (FASTEST_WALK * Math.max(durationMs, 1000)) / 1000)
		return { ...standAt(target, now), rhythmMs };
	return {
		fromX: from.x,
		fromZ: from.z,
		toX: target.x,
		toZ: target.z,
		startedAt: now,
		durationMs,
		rhythmMs,
	};
}
