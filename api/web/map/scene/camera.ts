/** What part of the world is seen: a point of the ground lies at `stud * k + offset` pixels. */
export interface Camera {
	/** Pixels per stud. */
	readonly k: number;
	readonly x: number;
	readonly y: number;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

/** Pixels at each edge that other things lie over. */
export interface Insets {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}

export interface Bounds {
	readonly minX: number;
	readonly minZ: number;
	readonly maxX: number;
	readonly maxZ: number;
}

/** From a whole large place on a phone to a handful of people face to face. */
export const ZOOM_RANGE: readonly [number, number] = [0.02, 48];
/** Closest that fitting goes by itself: one member alone should not fill the picture. */
const CLOSEST_FIT = 14;
/** Share of the free room that what is fitted fills. */
const FIT_SHARE = 0.86;

/** The smallest upright box around points; undefined around none. */
export function boundsOf(points: Iterable<{ readonly x: number; readonly z: number }>): Bounds | undefined {
	let bounds: { minX: number; minZ: number; maxX: number; maxZ: number } | undefined;
	for (const { x, z } of points) {
		if (!bounds) bounds = { minX: x, minZ: z, maxX: x, maxZ: z };
		bounds.minX = Math.min(bounds.minX, x);
		bounds.minZ = Math.min(bounds.minZ, z);
		bounds.maxX = Math.max(bounds.maxX, x);
		bounds.maxZ = Math.max(bounds.maxZ, z);
	}
	return bounds;
}

/** The camera that shows all of `bounds` in the middle of what the insets leave free. */
export function fitCamera(bounds: Bounds, size: Size, insets: Insets): Camera {
	const width = Math.max(1, size.width - insets.left - insets.right);
	const height = Math.max(1, size.height - insets.top - insets.bottom);
	const wide = Math.max(bounds.maxX - bounds.minX, Number.EPSILON);
	const deep = Math.max(bounds.maxZ - bounds.minZ, Number.EPSILON);
	const fitting = FIT_SHARE * Math.min(width / wide, height / deep);
	const k = Math.max(ZOOM_RANGE[0], Math.min(CLOSEST_FIT, fitting));
	return centreOn({ x: (bounds.minX + bounds.maxX) / 2, z: (bounds.minZ + bounds.maxZ) / 2 }, k, {
		size,
		insets,
	});
}

/** The camera that shows a place in the middle of the free room, at `k` pixels per stud. */
export function centreOn(
	place: { readonly x: number; readonly z: number },
	k: number,
	{ size, insets }: { readonly size: Size; readonly insets: Insets },
): Camera {
	return {
		k,
		x: insets.left + (size.width - insets.left - insets.right) / 2 - place.x * k,
		y: insets.top + (size.height - insets.top - insets.bottom) / 2 - place.z * k,
	};
}

/** Between two cameras, so that zooming looks even: pixels per stud change by a constant factor. */
export function between(from: Camera, to: Camera, share: number): Camera {
	if (share >= 1) return to;
	const eased = 1 - (1 - Math.max(0, share)) ** 3;
	const k = from.k * (to.k / from.k) ** eased;
	// The point of the ground that both cameras show at the same pixel stays there; without one, move straight.
	const moved = Math.abs(to.k - from.k) < 1e-6 * from.k ? eased : (k - from.k) / (to.k - from.k);
	return { k, x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved };
}
