//!native
//!optimize 2
import { Bytes } from "./buffers";
import type { Cluster } from "./cluster";
import { ALONE } from "./roster";
import type { Scene } from "./scene";
import type { Pause } from "./slicing";
import { findRoot } from "./union-find";
import type { Upheaval } from "./upheaval";
import { NONE } from "./upheaval";

/** Places or slots handled between two pauses: about 0.1 ms. */
const CHUNK = 512;
/** In place of a root: members seen so far are in more pieces than one, or none was seen. */
const TORN = -2;
const UNSEEN = -1;

/** What one tick changed about who is together. */
export interface Regrouping extends Upheaval {
	/** The clusters that are there again, member for member; `before` are the others. Both in their order. */
	readonly kept: readonly Cluster[];
}

/** The clusters of the last tick, taken apart. */
interface Sides extends Pick<Regrouping, "kept" | "before" | "starts"> {
	/** By cluster of the last tick, its index in `kept`, or `NONE`; and that in `before`. */
	readonly keptAt: readonly number[];
	readonly beforeAt: readonly number[];
	/** Members of `before`, all told. */
	readonly members: number;
}

/**
 * Compares the pieces of a scene with the clusters of the last tick, `order` (as `roster.clusters` counts them).
 * Writes down for the next tick which cluster everybody is in, as an index into: the clusters kept, then the
 * groups.
 */
export function regroup(scene: Scene, order: readonly Cluster[], pause: Pause): Regrouping {
	const { ids, clusters, nextClusters, order: byId } = scene.roster;
	const { sizes, count } = scene.pieces;
	const { kept, before, starts, keptAt, beforeAt, members } = divide(scene, order, pause);
	const groups: string[][] = [];
	const whither = table.create(members, NONE);
	const whence: number[] = [];
	// By cluster before, the index in `whither` of the member to come; by group, that in `whence`.
	const nextWhither = table.clone(starts as number[]);
	const nextWhence: number[] = [];
	let grouped = 0;
	// By root; all bits set reads as NONE.
	const groupOf = buffer.create(count * Bytes.I32);
	buffer.fill(groupOf, 0, 255);
	const firstGroup = kept.size();
	// Going by ids puts everything in its order: groups, and the members of groups and clusters.
	const slots = byId.slots;
	for (const chunk of $range(0, slots.size() - 1, CHUNK)) {
		pause();
		for (const i of $range(chunk, math.min(chunk + CHUNK, slots.size()) - 1)) {
			const slot = slots[i]!;
			const last = buffer.readi32(clusters, slot * Bytes.I32);
			const root = buffer.readi32(nextClusters, slot * Bytes.I32);
			const place = last === ALONE ? NONE : keptAt[last]!;
			if (place !== NONE) buffer.writei32(nextClusters, slot * Bytes.I32, place);
			else {
				const cluster = last === ALONE ? NONE : beforeAt[last]!;
				let group = NONE;
				if (root !== ALONE) {
					group = buffer.readi32(groupOf, root * Bytes.I32);
					if (group === NONE) {
						const size = buffer.readi32(sizes, root * Bytes.I32);
						group = groups.size();
						buffer.writei32(groupOf, root * Bytes.I32, group);
						groups.push(table.create(size));
						nextWhence.push(grouped);
						grouped += size;
					}
					groups[group]!.push(ids[slot]!);
					whence[nextWhence[group]!] = cluster;
					nextWhence[group]! += 1;
					buffer.writei32(nextClusters, slot * Bytes.I32, firstGroup + group);
				}
				if (cluster !== NONE) {
					whither[nextWhither[cluster]!] = group;
					nextWhither[cluster]! += 1;
				}
			}
		}
	}
	return { kept, before, groups, whither, starts, whence };
}

/** Tells the clusters that are there again from the others. */
function divide(scene: Scene, order: readonly Cluster[], pause: Pause): Sides {
	const isKept = compare(scene, order, pause);
	const kept: Cluster[] = [];
	const before: Cluster[] = [];
	const starts: number[] = [];
	const keptAt = table.create(order.size(), NONE);
	const beforeAt = table.create(order.size(), NONE);
	let members = 0;
	for (const chunk of $range(0, order.size() - 1, CHUNK)) {
		pause();
		for (const c of $range(chunk, math.min(chunk + CHUNK, order.size()) - 1)) {
			const cluster = order[c]!;
			if (isKept[c]!) {
				keptAt[c] = kept.size();
				kept.push(cluster);
			} else {
				beforeAt[c] = before.size();
				before.push(cluster);
				starts.push(members);
				members += cluster.members.size();
			}
		}
	}
	return { kept, before, starts, keptAt, beforeAt, members };
}

/**
 * Whether each cluster of the last tick is a piece again. Notes for every slot in `nextClusters` the root of its
 * piece, or `ALONE`.
 */
function compare(scene: Scene, order: readonly Cluster[], pause: Pause): boolean[] {
	const { clusters, nextClusters } = scene.roster;
	const { slots } = scene.grid;
	const { count, sizes, parents } = scene.pieces;
	// By cluster, the root of all members seen so far, and how many they are.
	const roots = table.create(order.size(), UNSEEN);
	const seen = table.create(order.size(), 0);
	// All bits set reads as ALONE: for those who are gone.
	buffer.fill(nextClusters, 0, 255);
	for (const chunk of $range(0, count - 1, CHUNK)) {
		pause();
		for (const place of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
			const slot = buffer.readi32(slots, place * Bytes.I32);
			const parent = buffer.readi32(parents, place * Bytes.I32);
			const isFlat = buffer.readi32(parents, parent * Bytes.I32) === parent;
			const root = isFlat ? parent : findRoot(parents, parent);
			if (buffer.readi32(sizes, root * Bytes.I32) > 1) buffer.writei32(nextClusters, slot * Bytes.I32, root);
			const cluster = buffer.readi32(clusters, slot * Bytes.I32);
			if (cluster !== ALONE) {
				seen[cluster]! += 1;
				if (roots[cluster] === UNSEEN) roots[cluster] = root;
				else if (roots[cluster] !== root) roots[cluster] = TORN;
			}
		}
	}
	return order.map(({ members }, c) => {
		const root = roots[c]!;
		const size = members.size();
		return root >= 0 && seen[c] === size && buffer.readi32(sizes, root * Bytes.I32) === size;
	});
}
