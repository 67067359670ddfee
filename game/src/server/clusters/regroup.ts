//!native
//!optimize 2
import { Bytes } from "./buffers";
import type { Cluster } from "./cluster";
import { ALONE } from "./roster";
import type { Scene } from "./scene";
import type { Pause } from "./slicing";

/** Places or groups handled between two pauses: about 0.1 ms. */
const CHUNK = 512;

/** Those who are together now, where that is not a cluster of the last tick, member for member. */
export interface Group {
	/** The place at the root of its piece. */
	readonly root: number;
	/** Entity ids, sorted. */
	readonly members: readonly string[];
}

/** What one tick changed about who is together. */
export interface Regrouping {
	/** By the smallest member. */
	readonly groups: readonly Group[];
	/** By cluster of the last tick: whether it is there again, member for member. */
	readonly kept: readonly boolean[];
}

/** Compares the pieces of a scene with the clusters of the last tick, `order` (as `roster.clusters` counts them). */
export function regroup(scene: Scene, order: readonly Cluster[], pause: Pause): Regrouping {
	const { count, sizes, parents } = scene.pieces;
	const kept = table.create(order.size(), false);
	const groups: Group[] = [];
	for (const place of $range(0, count - 1)) {
		if (place % CHUNK === 0) pause();
		const size = buffer.readi32(sizes, place * Bytes.I32);
		if (size > 1 && buffer.readi32(parents, place * Bytes.I32) === place) {
			const cluster = commonCluster(scene, place);
			if (cluster !== ALONE && order[cluster]!.members.size() === size) kept[cluster] = true;
			else groups.push({ root: place, members: membersOf(scene, place) });
		}
	}
	pause();
	groups.sort((a, b) => a.members[0]! < b.members[0]!);
	return { groups, kept };
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

function membersOf(scene: Scene, root: number): string[] {
	const { ids } = scene.roster;
	const { slots } = scene.grid;
	const { ring } = scene.pieces;
	const members: string[] = [];
	let place = root;
	do {
		members.push(ids[buffer.readi32(slots, place * Bytes.I32)]!);
		place = buffer.readi32(ring, place * Bytes.I32);
	} while (place !== root);
	members.sort();
	return members;
}

/**
 * Writes down for the next tick which cluster everybody is in, as an index into: the clusters kept, in their
 * order, then the groups.
 */
export function recordClusters(scene: Scene, { groups, kept }: Regrouping, pause: Pause): void {
	const { clusters, nextClusters, present, count } = scene.roster;
	const { slots } = scene.grid;
	const moved: number[] = [];
	let index = 0;
	for (const isKept of kept) {
		moved.push(isKept ? index : ALONE);
		if (isKept) index += 1;
	}
	for (const i of $range(0, count - 1)) {
		if (i % CHUNK === 0) pause();
		const slot = buffer.readi32(present, i * Bytes.I32);
		const cluster = buffer.readi32(clusters, slot * Bytes.I32);
		buffer.writei32(nextClusters, slot * Bytes.I32, cluster === ALONE ? ALONE : moved[cluster]!);
	}
	for (const { root } of groups) {
		let place = root;
		do {
			buffer.writei32(nextClusters, buffer.readi32(slots, place * Bytes.I32) * Bytes.I32, index);
			place = scene.pieces.after(place);
		} while (place !== root);
		index += 1;
	}
}
