/** Seconds that the bar takes to where it is to be: long enough to be seen, too short to be waited for. */
export const EASE_SECONDS = 0.5;

/** Where something is on its way `from` one number `to` another, so many seconds after it set out: fast, then slow. */
export function eased(from: number, to: number, seconds: number): number {
	const left = 1 - math.clamp(seconds / EASE_SECONDS, 0, 1);
	return to + (from - to) * left ** 3;
}
