import { applyTick } from "../../../client/apply.js";
import type { TickFrame } from "../../../client/frames.js";
import type { SyncedWorld } from "../../../client/index.js";

/** A run of ticks, of each of which the world can be shown at once. */
export interface PastPage {
	readonly first: number;
	readonly last: number;
	/** @throws RangeError for a tick outside; Diverged where the ticks do not fit each other. */
	readonly worldAt: (tick: number) => SyncedWorld;
	/** What led to a tick; undefined for the first. */
	readonly frameOf: (tick: number) => TickFrame | undefined;
	/** The same with more ticks after its last. */
	readonly extendedBy: (frames: readonly TickFrame[]) => PastPage;
	/** Unix seconds, where they are known. */
	readonly timeOf: (tick: number) => number | undefined;
}

/** Ticks from one kept world to the next: so many are applied anew at most, some milliseconds for 5,000 members. */
const KEY_EVERY = 12;
/** Worlds kept beside those: as many as a look back over the last seconds needs, over and over while dragging. */
const RECENT = 64;

/** @param frames those after `base`, in order; what is not, and all after it, is left out */
export function createPastPage(base: SyncedWorld, frames: readonly TickFrame[]): PastPage {
	const first = base.tick;
	const gap = frames.findIndex(({ tick }, index) => tick !== first + 1 + index);
	const run = gap < 0 ? frames : frames.slice(0, gap);
	const last = first + run.length;
	const keys = new Map([[first, base]]);
	const recent = new Map<number, SyncedWorld>();

	function keep(world: SyncedWorld): void {
		if ((world.tick - first) % KEY_EVERY === 0) return void keys.set(world.tick, world);
		recent.delete(world.tick);
		recent.set(world.tick, world);
		const [oldest] = recent.keys();
		if (recent.size > RECENT && oldest !== undefined) recent.delete(oldest);
	}

	const kept = (tick: number): SyncedWorld | undefined => recent.get(tick) ?? keys.get(tick);

	function nearestBefore(tick: number): SyncedWorld {
		for (let at = tick; at > first; at -= 1) {
			const world = kept(at);
			if (world) return world;
		}
		return base;
	}

	return {
		first,
		last,
		worldAt(tick) {
			if (tick < first || tick > last) throw new RangeError(`tick ${tick} is not of this page`);
			let world = nearestBefore(tick);
			while (world.tick < tick) {
				world = applyTick(world, run[world.tick - first]!);
				keep(world);
			}
			return world;
		},
		extendedBy: (more) => createPastPage(base, [...run, ...more]),
		frameOf: (tick) => run[tick - first - 1],
		timeOf: (tick) => (tick === first ? base.timestamp : run[tick - first - 1]?.timestamp),
	};
}
