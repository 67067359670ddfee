import type { Vec3Wire } from "../../../game/src/shared/wire/index.js";

/** Numbers of one point: time and three coordinates. */
const POINT_SIZE = 4;
/** Points that a new track has room for; it doubles up to the bound, so that who stands still costs little. */
const FIRST_ROOM = 4;

/** Where a member was at a time, in unix seconds. */
export interface TrackPoint {
	readonly at: number;
	readonly position: Vec3Wire;
}

interface Ring {
	points: Float64Array;
	/** Index of the oldest point. */
	start: number;
	count: number;
}

/** The last positions of each member, so many at most. */
export interface Tracks {
	readonly add: (id: string, at: number, position: Vec3Wire) => void;
	readonly drop: (id: string) => void;
	/** The newest `limit` points after `since`, oldest first. */
	readonly points: (id: string, range: { readonly since: number; readonly limit: number }) => TrackPoint[];
	readonly lastMoved: (id: string) => number | undefined;
	/** All tracks as JSON: base64 of each track's numbers, oldest point first. */
	readonly dump: () => Record<string, string>;
	readonly load: (dumped: Readonly<Record<string, string>>) => void;
}

function room(ring: Ring): number {
	return ring.points.length / POINT_SIZE;
}

/** The ring's numbers in the order of time, with room for `size` points. */
function straighten(ring: Ring, size: number): Float64Array {
	const straight = new Float64Array(size * POINT_SIZE);
	const first = ring.points.subarray(ring.start * POINT_SIZE, (ring.start + ring.count) * POINT_SIZE);
	straight.set(first);
	const wrapped = ring.count * POINT_SIZE - first.length;
	straight.set(ring.points.subarray(0, wrapped), first.length);
	return straight;
}

function pointAt(ring: Ring, index: number): TrackPoint {
	const from = ((ring.start + index) % room(ring)) * POINT_SIZE;
	const number = (offset: number) => ring.points[from + offset]!;
	return { at: number(0), position: { x: number(1), y: number(2), z: number(3) } };
}

export function createTracks(capacity: number): Tracks {
	const rings = new Map<string, Ring>();
	const newRing = (id: string): Ring => {
		const ring = {
			points: new Float64Array(Math.min(FIRST_ROOM, capacity) * POINT_SIZE),
			start: 0,
			count: 0,
		};
		rings.set(id, ring);
		return ring;
	};
	const add = (id: string, at: number, { x, y, z }: Vec3Wire) => {
		const ring = rings.get(id) ?? newRing(id);
		if (ring.count === room(ring) && ring.count < capacity) {
			ring.points = straighten(ring, Math.min(ring.count * 2, capacity));
			ring.start = 0;
		}
		if (ring.count === capacity) ring.start = (ring.start + 1) % capacity;
		else ring.count += 1;
		const from = ((ring.start + ring.count - 1) % room(ring)) * POINT_SIZE;
		const { points } = ring;
		points[from] = at;
		points[from + 1] = x;
		points[from + 2] = y;
		points[from + 3] = z;
	};
	return {
		add,
		drop: (id) => void rings.delete(id),
		points: (id, { since, limit }) => {
			const ring = rings.get(id);
			const points: TrackPoint[] = [];
			for (let index = (ring?.count ?? 0) - 1; ring && index >= 0 && points.length < limit; index -= 1) {
				const point = pointAt(ring, index);
				if (point.at > since) points.push(point);
			}
			return points.reverse();
		},
		lastMoved: (id) => {
			const ring = rings.get(id);
			return ring && pointAt(ring, ring.count - 1).at;
		},
		dump: () =>
			Object.fromEntries(
				[...rings].map(([id, ring]) => {
					const { buffer } = straighten(ring, ring.count);
					return [id, Buffer.from(buffer).toString("base64")];
				}),
			),
		load: (dumped) => {
			for (const [id, text] of Object.entries(dumped)) {
				const numbers = new Float64Array(new Uint8Array(Buffer.from(text, "base64")).buffer);
				for (let from = 0; from < numbers.length; from += POINT_SIZE) {
					const [at, x, y, z] = numbers.subarray(from, from + POINT_SIZE);
					add(id, at!, { x: x!, y: y!, z: z! });
				}
			}
		},
	};
}
