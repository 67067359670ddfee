import { polygonArea, polygonHull } from "d3-polygon";

export type Point = readonly [x: number, y: number];

/** One rounded corner of an outline: drawn clockwise, straight lines between corners come by themselves. */
export interface Corner {
	readonly x: number;
	readonly y: number;
	readonly fromAngle: number;
	readonly toAngle: number;
}

/** Corners of the smallest shape without dents around the points, clockwise as seen on a screen. */
export function hullOf(points: readonly Point[]): readonly Point[] {
	const hull = (points.length < 3 ? undefined : polygonHull(points as [number, number][])) ?? points;
	// Where several stand on one spot, a corner may be named twice.
	const corners = hull.filter(
		([x, y], index) => !hull.slice(0, index).some((other) => other[0] === x && other[1] === y),
	);
	return polygonArea(corners as [number, number][]) > 0 ? corners.toReversed() : corners;
}

/**
 * The outline at some distance around a hull as `hullOf` gives it: a circle around one point, a capsule around
 * two, else rounded corners. Angles are those of `arc` of a canvas; the distance is its radius.
 */
export function outlineOf(hull: readonly Point[]): readonly Corner[] {
	if (hull.length === 1) return [{ x: hull[0]![0], y: hull[0]![1], fromAngle: 0, toAngle: 2 * Math.PI }];
	const outward = hull.map(([x, y], index) => {
		const [nextX, nextY] = hull[(index + 1) % hull.length]!;
		return Math.atan2(x - nextX, nextY - y);
	});
	return hull.map(([x, y], index) => ({
		x,
		y,
		fromAngle: outward.at(index - 1)!,
		toAngle: outward[index]!,
	}));
}
