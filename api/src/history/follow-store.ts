import type { Log } from "../log/log.js";
import type { World } from "../worlds/worlds.js";
import { createFollower } from "./follower.js";
import type { Follower } from "./follower.js";
import { CHARACTERS_A_BATCH } from "./history-limits.js";
import { ticksAfter } from "./log-ticks.js";
import type { SnapshotStore, TickRecord } from "./snapshot-store.js";
import { parseStored } from "./stored-snapshot.js";
import type { ArchivedState } from "./world-archive.js";

export interface FollowStoreOptions {
	readonly store: SnapshotStore;
	readonly log: Log;
	/** Ticks from one complete state to the next. */
	readonly archiveEvery: number;
	/** The complete state of a world at a tick, where it can be had. */
	readonly stateAt: (world: World, tick: number) => Promise<ArchivedState | undefined>;
	readonly onTurn: (failure: unknown) => void;
}

/** A store, and what keeps it up with the log. */
export interface StoreFollower extends Follower {
	readonly store: SnapshotStore;
	/** Ticks of all worlds that the store does not have yet. */
	readonly behind: () => number;
}

/** Where a store is with a world. */
interface Place {
	readonly world: World;
	/** The history of the log that the rest is about; undefined where that has to be looked at again. */
	epoch: string | undefined;
	latest: number | undefined;
	fullTick: number;
}

function doubt(place: Place | undefined): void {
	if (place) place.epoch = undefined;
}

function firstBatch(ticks: readonly TickRecord[]): readonly TickRecord[] {
	let characters = 0;
	const end = ticks.findIndex(({ data }, index) => {
		characters += data.length;
		return index > 0 && characters > CHARACTERS_A_BATCH;
	});
	return end < 0 ? ticks : ticks.slice(0, end);
}

/** Keeps a store up with the log. What it has is asked of the store: somebody else may write to it too, or empty it. */
export function followStore(options: FollowStoreOptions): StoreFollower {
	const { store, log, archiveEvery, stateAt, onTurn } = options;
	const places = new Map<string, Place>();

	/** Ticks that the store has of a history that was lost are given up, from where the log's own begin. */
	const rewindTo = async (world: World, latest: number): Promise<number | undefined> => {
		const [kept] = await store.range(world.id, latest, latest);
		const { cursor, tick } = world.memory;
		if (kept && parseStored(kept.data).epoch === cursor.epoch) return undefined;
		if (!kept) return latest > tick ? tick : undefined;
		const [first] = await ticksAfter(log, world, 0);
		const left = first ? first.tick - 1 : tick;
		return left < latest ? left : undefined;
	};

	const settle = async (world: World): Promise<Place> => {
		const { epoch } = world.memory.cursor;
		const latest = await store.latestTick(world.id);
		const left = latest === undefined ? undefined : await rewindTo(world, latest);
		if (left !== undefined) await store.rewind(world.id, left);
		const full = await store.fullState(world.id);
		const isPast = full !== undefined && full.tick <= world.memory.tick;
		const place = { world, epoch, latest: left ?? latest, fullTick: isPast ? full.tick : 0 };
		places.set(world.id, place);
		return place;
	};

	const putFullState = async (place: Place): Promise<void> => {
		const due = Math.floor((place.latest ?? 0) / archiveEvery) * archiveEvery;
		if (due <= place.fullTick) return;
		const archived = await stateAt(place.world, due);
		if (archived) await store.putFullState(archived);
		place.fullTick = due;
	};

	/** Where the store is now. Others who write to it take it forward; where it has gone back, it was emptied. */
	const placeOf = async (world: World): Promise<Place> => {
		const known = places.get(world.id);
		if (known?.epoch !== world.memory.cursor.epoch) return settle(world);
		const latest = await store.latestTick(world.id);
		if ((latest ?? -1) < (known.latest ?? -1)) return settle(world);
		known.latest = latest;
		return known;
	};

	const catchUp = async (world: World): Promise<void> => {
		for (;;) {
			const place = await placeOf(world);
			const ticks = firstBatch(await ticksAfter(log, world, place.latest ?? 0));
			const last = ticks.at(-1);
			if (!last) return putFullState(place);
			if (await store.put(world.id, ticks, place.latest)) place.latest = last.tick;
		}
	};

	const follower = createFollower({
		catchUp: async (world) => {
			try {
				await catchUp(world);
			} catch (error) {
				// It may have been emptied meanwhile.
				doubt(places.get(world.id));
				throw error;
			}
		},
		onTurn,
	});
	const worlds = new Map<string, World>();

	return {
		...follower,
		store,
		note: (world) => {
			worlds.set(world.id, world);
			follower.note(world);
		},
		retry: () => {
			for (const place of places.values()) doubt(place);
			follower.retry();
			for (const world of worlds.values()) follower.note(world);
		},
		behind: () => {
			let sum = 0;
			for (const { id, memory } of worlds.values()) {
				sum += Math.max(0, memory.tick - (places.get(id)?.latest ?? 0));
			}
			return sum;
		},
	};
}
