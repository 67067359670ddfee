const STEPS = [1, 2, 5];

/** The largest of 1, 2, 5, 10, 20, 50, … that is no more than `limit`. */
export function roundBelow(limit: number): number {
	const power = 10 ** Math.floor(Math.log10(limit));
	return power * (STEPS.findLast((step) => step * power <= limit) ?? 1);
}

/** A scale bar of a round number of studs, at most `mostPixels` long. */
export function scaleBar(pixelsPerStud: number, mostPixels: number): { studs: number; pixels: number } {
	const studs = roundBelow(mostPixels / pixelsPerStud);
	return { studs, pixels: studs * pixelsPerStud };
}
