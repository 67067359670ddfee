/** A point in the place, in studs. */
export interface Vec3Wire {
	readonly x: number;
	readonly y: number;
	readonly z: number;
}
