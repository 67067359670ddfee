import type { World } from "../worlds/worlds.js";
import { createFollower } from "./follower.js";
import type { Follower } from "./follower.js";
import type { ArchivedState, WorldArchive } from "./world-archive.js";

export interface FollowArchiveOptions {
	readonly archive: WorldArchive;
	/** Ticks from one complete state to the next. */
	readonly archiveEvery: number;
	/** The complete state of a world at a tick, where it can be had. */
	readonly stateAt: (world: World, tick: number) => Promise<ArchivedState | undefined>;
	/** The oldest tick from which on all can be told. */
	readonly oldest: (world: World) => Promise<number | undefined>;
	readonly onTurn: (failure: unknown) => void;
}

/** What keeps the archive up with worlds. */
export interface ArchiveFollower extends Follower {
	/** Ticks of all worlds that are to be archived and are not yet. */
	readonly behind: () => number;
}

/**
 * Puts the complete state of every so many ticks into the archive; after it was away, those too that came
 * meanwhile and can still be told.
 */
export function followArchive(options: FollowArchiveOptions): ArchiveFollower {
	const { archive, archiveEvery, stateAt, oldest, onTurn } = options;
	const worlds = new Map<string, World>();
	/** By world: the newest tick that is archived, and the history of the log it was in. */
	const reached = new Map<string, { readonly epoch: string; tick: number }>();

	const placeOf = async ({ id, memory }: World) => {
		const { epoch } = memory.cursor;
		const known = reached.get(id);
		if (known?.epoch === epoch) return known;
		const archived = await archive.list(id);
		// What lies ahead of the world is of a history that was lost, and is put again when the world gets there.
		const newest = archived.findLast(({ tick }) => tick <= memory.tick);
		const place = { epoch, tick: newest?.tick ?? 0 };
		reached.set(id, place);
		return place;
	};
	const periodsUpTo = (tick: number): number => Math.floor(tick / archiveEvery);

	const follower = createFollower({
		catchUp: async (world) => {
			const place = await placeOf(world);
			if (periodsUpTo(place.tick) === periodsUpTo(world.memory.tick)) return;
			// What can no longer be told is not asked for, tick by tick.
			const first = (await oldest(world)) ?? world.memory.tick;
			place.tick = Math.max(place.tick, first - 1);
			while (periodsUpTo(place.tick) < periodsUpTo(world.memory.tick)) {
				const due = (periodsUpTo(place.tick) + 1) * archiveEvery;
				const archived = await stateAt(world, due);
				if (archived) await archive.put(archived);
				place.tick = due;
			}
		},
		onTurn,
	});

	return {
		...follower,
		note: (world) => {
			worlds.set(world.id, world);
			follower.note(world);
		},
		behind: () => {
			let sum = 0;
			for (const { id, memory } of worlds.values()) {
				sum += periodsUpTo(memory.tick) - periodsUpTo(reached.get(id)?.tick ?? 0);
			}
			return Math.max(0, sum);
		},
	};
}
