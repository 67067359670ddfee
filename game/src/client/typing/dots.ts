/** Dots of the sign that somebody is about to speak. */
export const DOTS = "•••";

/** Seconds that each step of the dots is seen. */
const STEP_SECONDS = 0.35;

/** How many of the dots are seen at that time (seconds): one, two, three, and anew; all of them without motion. */
export function visibleDots(seconds: number, isStill: boolean): number {
	if (isStill) return 3;
	return (math.floor(seconds / STEP_SECONDS) % 3) + 1;
}
