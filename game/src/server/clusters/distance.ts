//!native
//!optimize 2
import { Stride } from "./buffers";

/** Square of the distance in studs between the points at two indices of a buffer of positions. */
export function squaredDistance(points: buffer, a: number, b: number): number {
	const dx = buffer.readf64(points, a * Stride.Point) - buffer.readf64(points, b * Stride.Point);
	const dy = buffer.readf64(points, a * Stride.Point + 8) - buffer.readf64(points, b * Stride.Point + 8);
	const dz = buffer.readf64(points, a * Stride.Point + 16) - buffer.readf64(points, b * Stride.Point + 16);
	return dx * dx + dy * dy + dz * dz;
}
