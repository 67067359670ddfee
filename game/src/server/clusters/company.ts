//!native
//!optimize 2
import { Bytes, Stride } from "./buffers";
import { squaredDistance } from "./links";
import type { Scene } from "./scene";
import { rankAt } from "./scene";
import type { Pause } from "./slicing";

/** Links looked at between two pauses: about 0.1 ms. */
const CHUNK = 1024;
/** A cluster may give a member away only if two are left. */
const MIN_GIVER = 3;

/** Somebody linked to one who is alone. */
interface Neighbour {
	readonly place: number;
	readonly squared: number;
}

/** Some of the links of a scene. */
export interface SomeLinks {
	/** Their indices. */
	readonly indices: buffer;
	readonly count: number;
}

/**
 * Finds company for those whom a crowd left alone because all around them were full, one after the other by
 * id: each joins the nearest linked neighbour whose cluster has room by now; else takes the nearest along whose
 * cluster holds together without them, and the two become a cluster. Equally near ones are taken by id. Who
 * finds neither stays alone. `open` are all links of those alone, and maybe others.
 */
export function keepCompany(scene: Scene, open: SomeLinks, pause: Pause): void {
	const neighbours = neighboursOfLoners(scene, open, pause);
	const loners: number[] = [];
	for (const [loner] of neighbours) loners.push(loner);
	loners.sort((a, b) => rankAt(scene, a) < rankAt(scene, b));
	for (const loner of loners) {
		pause();
		const near = neighbours.get(loner)!;
		near.sort((a, b) =>
			a.squared === b.squared ? rankAt(scene, a.place) < rankAt(scene, b.place) : a.squared < b.squared,
		);
		const joined = near.some((neighbour) => scene.bounds.join(loner, neighbour.place));
		if (!joined) near.some((neighbour) => takeAlong(scene, loner, neighbour.place));
	}
}

/** With whom everybody is linked who has links and yet is alone. */
function neighboursOfLoners(scene: Scene, open: SomeLinks, pause: Pause): Map<number, Neighbour[]> {
	const { links, grid } = scene;
	const { sizes, parents } = scene.pieces;
	const { indices, count } = open;
	const ends = links.pairs;
	const found = new Map<number, Neighbour[]>();
	const note = (loner: number, place: number) => {
		const neighbour = { place, squared: squaredDistance(grid.points, loner, place) };
		const near = found.get(loner);
		if (near) near.push(neighbour);
		else found.set(loner, [neighbour]);
	};
	for (const chunk of $range(0, count - 1, CHUNK)) {
		pause();
		for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
			const link = buffer.readi32(indices, i * Bytes.I32) * Stride.Link;
			const a = buffer.readi32(ends, link);
			const b = buffer.readi32(ends, link + Bytes.I32);
			// The root of a piece knows its size; nobody but a root is a piece of one, and few are roots.
			if (buffer.readi32(parents, a * Bytes.I32) === a && buffer.readi32(sizes, a * Bytes.I32) === 1)
				note(a, b);
			if (buffer.readi32(parents, b * Bytes.I32) === b && buffer.readi32(sizes, b * Bytes.I32) === 1)
				note(b, a);
		}
	}
	return found;
}

/** Makes a cluster of `loner` and `partner`, if the partner's can do without; whether it did. */
function takeAlong(scene: Scene, loner: number, partner: number): boolean {
	const { pieces, bounds, links, grid } = scene;
	if (pieces.size(partner) < MIN_GIVER) return false;
	const others: number[] = [];
	const { ring } = pieces;
	let member = buffer.readi32(ring, partner * Bytes.I32);
	while (member !== partner) {
		others.push(member);
		member = buffer.readi32(ring, member * Bytes.I32);
	}
	if (!links.connect(grid, others)) return false;
	bounds.release(partner);
	return bounds.join(loner, partner);
}
