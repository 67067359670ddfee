//!native
//!optimize 2
import { Bytes, grown, Stride } from "./buffers";
import { keepCompany } from "./company";
import { LinkOrder } from "./link-order";
import { squaredDistance } from "./links";
import { ALONE } from "./roster";
import type { Scene } from "./scene";
import type { Pause } from "./slicing";

/**
 * Steps of the squared length of a link by which lengths are told apart: less than a thousandth of a stud at
 * the length of a voice, and two digits of the sort.
 */
export const LENGTH_STEPS = 2 ** 21 - 1;
/** Places or links handled between two pauses: about 0.1 ms. */
const CHUNK = 1024;
/** In `crowded`: in no crowd. */
const NO_CROWD = 0;

/**
 * Cuts what is larger than the caps allow. A component within the caps is one cluster. In a larger one, a
 * crowd:
 *
 * 1. everybody starts alone, and its links are gone through in order: first those between two who were in one
 *    cluster in the last tick, then the others; in either group the shorter first, equal ones by ids. A link
 *    joins the two sides that it connects unless the whole would break a cap;
 * 2. who is still alone then finds company (`keepCompany`).
 *
 * So conversations under way stay as they are while they can, newcomers go to those nearest who have room, and
 * every cluster holds together by its own links.
 */
export class CrowdCutter {
	/**
	 * By place, `NO_CROWD`, or a number that companions in a crowd have in common and nobody else: above zero that of
	 * a cluster of the last tick, below zero that of one who was in none.
	 */
	private crowded = buffer.create(0);
	/** The links in crowds that may yet join something. */
	private readonly open = { indices: buffer.create(0), count: 0 };
	/** The links between companions in crowds, as pairs of places. */
	private readonly companions = { pairs: buffer.create(0), count: 0 };
	private readonly order = new LinkOrder(2 * LENGTH_STEPS + 1);

	/** Takes the components of the scene's links in its pieces and leaves the clusters there. */
	cut(scene: Scene, pause: Pause): void {
		if (!this.scatterCrowds(scene, pause)) return;
		this.joinCompanions(scene, pause);
		if (this.scatterTorn(scene, pause)) this.openAll(scene, pause);
		this.joinInOrder(scene, pause);
		keepCompany(scene, this.open, pause);
	}

	/** Takes apart what breaks a cap; whether there is any such. */
	private scatterCrowds(scene: Scene, pause: Pause): boolean {
		const { pieces, bounds, grid } = scene;
		const { clusters } = scene.roster;
		const { sizes, parents, ring } = pieces;
		bounds.reset(grid.points);
		this.crowded = grown(this.crowded, pieces.count * Bytes.I32);
		const crowded = this.crowded;
		buffer.fill(crowded, 0, NO_CROWD);
		let found = false;
		for (const chunk of $range(0, pieces.count - 1, CHUNK)) {
			pause();
			for (const root of $range(chunk, math.min(chunk + CHUNK, pieces.count) - 1)) {
				const isRoot = buffer.readi32(parents, root * Bytes.I32) === root;
				const size = buffer.readi32(sizes, root * Bytes.I32);
				if (isRoot && size > bounds.harmless && !bounds.holds(root)) {
					found = true;
					let member = root;
					do {
						const slot = buffer.readi32(grid.slots, member * Bytes.I32);
						const cluster = buffer.readi32(clusters, slot * Bytes.I32);
						const mark = cluster === ALONE ? -1 - member : cluster + 1;
						buffer.writei32(crowded, member * Bytes.I32, mark);
						member = buffer.readi32(ring, member * Bytes.I32);
					} while (member !== root);
					pieces.scatter(root);
				}
			}
		}
		return found;
	}

	/**
	 * Joins companions without asking for each link: as part of an earlier cluster they cannot be too many, and
	 * if they are not too far apart in the end, they never were on the way. Keeps the other links open.
	 */
	private joinCompanions(scene: Scene, pause: Pause): void {
		const { pairs: ends, count } = scene.links;
		const { crowded, open, companions } = this;
		open.indices = grown(open.indices, count * Bytes.I32);
		companions.pairs = grown(companions.pairs, count * Stride.Link);
		const { indices } = open;
		const { pairs: linked } = companions;
		let opened = 0;
		let size = 0;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const link of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const a = buffer.readi32(ends, link * Stride.Link);
				const b = buffer.readi32(ends, link * Stride.Link + Bytes.I32);
				const mark = buffer.readi32(crowded, a * Bytes.I32);
				// Both ends are in one crowd or in none. As in `Links`, a branch would cost more than writing to both lists.
				const isOpen = math.min(1, math.abs(mark - buffer.readi32(crowded, b * Bytes.I32)));
				const isCrowd = math.min(1, math.abs(mark));
				buffer.writei32(linked, size, a);
				buffer.writei32(linked, size + Bytes.I32, b);
				buffer.writei32(indices, opened * Bytes.I32, link);
				opened += isOpen;
				size += (isCrowd - isOpen) * Stride.Link;
			}
		}
		open.count = opened;
		companions.count = size / Stride.Link;
		scene.pieces.joinAll(companions, pause);
	}

	/** Takes companions apart again who are too far from each other; whether there are any such. */
	private scatterTorn({ pieces, bounds }: Scene, pause: Pause): boolean {
		const { parents, sizes } = pieces;
		const crowded = this.crowded;
		bounds.drawAll(crowded, pause);
		let found = false;
		for (const chunk of $range(0, pieces.count - 1, CHUNK)) {
			pause();
			for (const root of $range(chunk, math.min(chunk + CHUNK, pieces.count) - 1)) {
				const isRoot = buffer.readi32(parents, root * Bytes.I32) === root;
				if (isRoot && buffer.readi32(sizes, root * Bytes.I32) > 1) {
					const isCrowd = buffer.readi32(crowded, root * Bytes.I32) !== NO_CROWD;
					if (isCrowd && !bounds.near(root, root)) {
						bounds.scatter(root);
						found = true;
					}
				}
			}
		}
		return found;
	}

	/** Opens all links in crowds, for those among companions may have to be asked after all. */
	private openAll(scene: Scene, pause: Pause): void {
		const { pairs: ends, count } = scene.links;
		const open = this.open;
		open.count = 0;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const link of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const a = buffer.readi32(ends, link * Stride.Link);
				if (buffer.readi32(this.crowded, a * Bytes.I32) !== NO_CROWD) {
					buffer.writei32(open.indices, open.count * Bytes.I32, link);
					open.count += 1;
				}
			}
		}
	}

	/** Goes through the open links in their order, without those whose sides are too many: they never become fewer. */
	private joinInOrder(scene: Scene, pause: Pause): void {
		const { pieces, bounds, links, grid } = scene;
		const { parents, sizes } = pieces;
		const { crowded, open, order } = this;
		const ends = links.pairs;
		const maxMembers = bounds.caps.maxClusterMembers;
		const steps = LENGTH_STEPS / (bounds.caps.unlinkStuds * bounds.caps.unlinkStuds);
		order.byKey.reserve(open.count);
		const { keys, items } = order.byKey;
		let count = 0;
		for (const chunk of $range(0, open.count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, open.count) - 1)) {
				const link = buffer.readi32(open.indices, i * Bytes.I32);
				const a = buffer.readi32(ends, link * Stride.Link);
				const b = buffer.readi32(ends, link * Stride.Link + Bytes.I32);
				// Nothing was joined since every place was left right below its root.
				const rootA = buffer.readi32(parents, a * Bytes.I32);
				const rootB = buffer.readi32(parents, b * Bytes.I32);
				const size = buffer.readi32(sizes, rootA * Bytes.I32) + buffer.readi32(sizes, rootB * Bytes.I32);
				if (rootA !== rootB && size <= maxMembers) {
					const length = math.floor(squaredDistance(grid.points, a, b) * steps);
					const mark = buffer.readi32(crowded, a * Bytes.I32);
					const areCompanions = mark === buffer.readi32(crowded, b * Bytes.I32);
					buffer.writef64(keys, count * Bytes.F64, areCompanions ? length : length + LENGTH_STEPS + 1);
					buffer.writei32(items, count * Bytes.I32, link);
					count += 1;
				}
			}
		}
		order.sort(scene, count, pause);
		const ordered = order.byKey.items;
		for (const chunk of $range(0, count - 1, CHUNK)) {
			pause();
			for (const i of $range(chunk, math.min(chunk + CHUNK, count) - 1)) {
				const at = buffer.readi32(ordered, i * Bytes.I32) * Stride.Link;
				bounds.join(buffer.readi32(ends, at), buffer.readi32(ends, at + Bytes.I32));
			}
		}
	}
}
