/** Two indices of the points that were given. */
export type Link = readonly [a: number, b: number];

export interface LinkPoint {
	readonly x: number;
	readonly z: number;
}

/**
 * The shortest set of lines that joins all points, as a picture of who stands by whom. Costs the square of
 * the number of points.
 */
export function linksOf(points: readonly LinkPoint[]): readonly Link[] {
	const links: Link[] = [];
	const open = points.map((_, index) => index).slice(1);
	const nearest = points.map(() => 0);
	const distance = (a: number, b: number): number =>
		(points[a]!.x - points[b]!.x) ** 2 + (points[a]!.z - points[b]!.z) ** 2;
	while (open.length > 0) {
		let best = 0;
		for (let slot = 1; slot < open.length; slot += 1) {
			const [candidate, leader] = [open[slot]!, open[best]!];
			if (distance(candidate, nearest[candidate]!) < distance(leader, nearest[leader]!)) best = slot;
		}
		const [joined] = open.splice(best, 1) as [number];
		links.push([nearest[joined]!, joined]);
		for (const index of open) {
			if (distance(index, joined) < distance(index, nearest[index]!)) nearest[index] = joined;
		}
	}
	return links;
}
