/** Text that stands for "in no named zone" on the wire. */
export const UNKNOWN_LOCATION = "Unknown";

/** A box in the place with a name: centre, half sizes and the three unit axes it is turned by, in studs. */
export interface Zone {
	readonly name: string;
	readonly centre: readonly [number, number, number];
	readonly half: readonly [number, number, number];
	readonly right: readonly [number, number, number];
	readonly up: readonly [number, number, number];
	readonly back: readonly [number, number, number];
}

type Triple = readonly [number, number, number];

function dot(a: Triple, x: number, y: number, z: number): number {
	return a[0] * x + a[1] * y + a[2] * z;
}

function contains(zone: Zone, x: number, y: number, z: number): boolean {
	const dx = x - zone.centre[0];
	const dy = y - zone.centre[1];
	const dz = z - zone.centre[2];
	return (
		math.abs(dot(zone.right, dx, dy, dz)) <= zone.half[0] &&
		math.abs(dot(zone.up, dx, dy, dz)) <= zone.half[1] &&
		math.abs(dot(zone.back, dx, dy, dz)) <= zone.half[2]
	);
}

function volume(zone: Zone): number {
	return zone.half[0] * zone.half[1] * zone.half[2];
}

/**
 * Name of the zone that a point lies in, its border included. Of several the smallest counts (a stall within a
 * market), then the first by name; outside all of them it is `UNKNOWN_LOCATION`.
 */
export function locate(zones: readonly Zone[], point: Triple): string {
	let best: Zone | undefined;
	for (const zone of zones) {
		if (!contains(zone, point[0], point[1], point[2])) continue;
		const smaller = best === undefined || volume(zone) < volume(best);
		const sameSize = best !== undefined && volume(zone) === volume(best);
		if (smaller || (sameSize && zone.name < best!.name)) best = zone;
	}
	return best === undefined ? UNKNOWN_LOCATION : best.name;
}
