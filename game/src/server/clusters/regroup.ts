//!native
//!optimize 2
import { Bytes } from "./buffers";
import type { Cluster } from "./cluster";
import { ALONE } from "./roster";
import type { Scene } from "./scene";
import type { Pause } from "./slicing";
import type { Upheaval } from "./upheaval";
import { NONE } from "./upheaval";

/** Places or slots handled between two pauses: about 0.1 ms. */
const CHUNK = 512;

/** What one tick changed about who is together. */
export interface Regrouping extends Upheaval {
	/** The clusters that are there again, member for member; `before` are the others. Both in their order. */
	readonly kept: readonly Cluster[];
}

/** Pieces that are not clusters of the last tick, and which of those are there again. */
interface Comparison {
	/** By new piece, how many members it has. */
	readonly sizes: readonly number[];
	/** By cluster of the last tick. */
	readonly isKept: readonly boolean[];
}

/**
 * Compares the pieces of a scene with the clusters of the last tick, `order` (as `roster.clusters` counts them).
 * Writes down for the next tick which cluster everybody is in, as an index into: the clusters kept, then the
 * groups.
 */
export function regroup(scene: Scene, order: readonly Cluster[], pause: Pause): Regrouping {
	const { ids, clusters, nextClusters, order: byId } = scene.roster;
	const { sizes, isKept } = compare(scene, order, pause);
	const kept: Cluster[] = [];
	const before: Cluster[] = [];
	const whither: number[][] = [];
	// By cluster of the last tick, its index in `kept` or `before`.
	const moved: number[] = [];
	for (const c of $range(0, order.size() - 1)) {
		const cluster = order[c]!;
		const side = isKept[c]! ? kept : before;
		moved.push(side.size());
		side.push(cluster);
		if (side === before) whither.push(table.create(cluster.members.size()));
	}
	const groups: string[][] = [];
	const whence: number[][] = [];
	const groupOf = table.create(sizes.size(), NONE);
	const firstGroup = kept.size();
	// Going by ids puts everything in its order: groups, and the members of groups and clusters.
	const slots = byId.slots;
	for (const i of $range(0, slots.size() - 1)) {
		if (i % CHUNK === 0) pause();
		const slot = slots[i]!;
		const last = buffer.readi32(clusters, slot * Bytes.I32);
		const piece = buffer.readi32(nextClusters, slot * Bytes.I32);
		if (piece !== ALONE) {
			let group = groupOf[piece]!;
			if (group === NONE) {
				group = groups.size();
				groupOf[piece] = group;
				groups.push(table.create(sizes[piece]!));
				whence.push(table.create(sizes[piece]!));
			}
			groups[group]!.push(ids[slot]!);
			whence[group]!.push(last === ALONE ? NONE : moved[last]!);
			if (last !== ALONE) whither[moved[last]!]!.push(group);
			buffer.writei32(nextClusters, slot * Bytes.I32, firstGroup + group);
		} else if (last !== ALONE) {
			if (isKept[last]!) buffer.writei32(nextClusters, slot * Bytes.I32, moved[last]!);
			else whither[moved[last]!]!.push(NONE);
		}
	}
	return { kept, before, groups, whither, whence };
}

/** Finds the new pieces, and notes for every slot in `nextClusters` which of them it is in, or `ALONE`. */
function compare(scene: Scene, order: readonly Cluster[], pause: Pause): Comparison {
	const { nextClusters } = scene.roster;
	const { slots } = scene.grid;
	const { count, sizes: sizeAt, parents, ring } = scene.pieces;
	const isKept = table.create(order.size(), false);
	const sizes: number[] = [];
	// All bits set reads as ALONE.
	buffer.fill(nextClusters, 0, 255);
	for (const root of $range(0, count - 1)) {
		if (root % CHUNK === 0) pause();
		const size = buffer.readi32(sizeAt, root * Bytes.I32);
		if (size > 1 && buffer.readi32(parents, root * Bytes.I32) === root) {
			const cluster = commonCluster(scene, root);
			if (cluster !== ALONE && order[cluster]!.members.size() === size) isKept[cluster] = true;
			else {
				let place = root;
				do {
					const slot = buffer.readi32(slots, place * Bytes.I32);
					buffer.writei32(nextClusters, slot * Bytes.I32, sizes.size());
					place = buffer.readi32(ring, place * Bytes.I32);
				} while (place !== root);
				sizes.push(size);
			}
		}
	}
	return { sizes, isKept };
}

/** The cluster that all members of a piece were in, or `ALONE`. */
function commonCluster(scene: Scene, root: number): number {
	const { clusters } = scene.roster;
	const { slots } = scene.grid;
	const { ring } = scene.pieces;
	const cluster = buffer.readi32(clusters, buffer.readi32(slots, root * Bytes.I32) * Bytes.I32);
	let place = buffer.readi32(ring, root * Bytes.I32);
	while (place !== root) {
		if (buffer.readi32(clusters, buffer.readi32(slots, place * Bytes.I32) * Bytes.I32) !== cluster)
			return ALONE;
		place = buffer.readi32(ring, place * Bytes.I32);
	}
	return cluster;
}
