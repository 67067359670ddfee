import type { EventWire } from "../../../game/src/shared/wire/index.js";
import { EMPTY_WORLD, type WorldState } from "../../src/worlds/world.js";
import { diffFull, diffLimited } from "./diff-world.js";

export type Cast = "limited" | "full";

/** One world as the protocol tells it: its state now, and what led there. */
export interface History {
	readonly world: () => WorldState;
	readonly tick: () => number;
	readonly cursor: () => string;
	/** Goes on to `next`; one entry of the log. */
	readonly publish: (next: WorldState, events?: readonly EventWire[]) => void;
	/** Forgets the entries before the newest `count`: older cursors have expired. */
	readonly keep: (count: number) => void;
	/** A new history from the same state, as after a start without its log. */
	readonly restart: (epoch: string) => void;
	/** Body of `/world/init`. */
	readonly fresh: (cast: Cast) => string;
	/** Entries after a cursor, or why there is no going on from it. */
	readonly after: (
		cursor: string,
		cast: Cast,
	) => { readonly entries: readonly Entry[] } | { readonly reset: string };
	readonly watch: (wake: () => void) => () => void;
}

export interface Entry {
	readonly id: string;
	readonly data: string;
}

interface Stored {
	readonly offset: number;
	readonly full: string;
	readonly limited: string;
}

export function createHistory(firstEpoch = "e1"): History {
	let epoch = firstEpoch;
	let world = EMPTY_WORLD;
	let offset = 0;
	let tick = 0;
	let timestamp = 0;
	let entries: Stored[] = [];
	const watchers = new Set<() => void>();

	function fullState(cast: Cast): unknown {
		const entities = [...world.entities.values()];
		if (cast === "limited") {
			return { entities: entities.map(({ id, type, position }) => ({ id, type, position })) };
		}
		return {
			entities,
			npcs: [...world.npcs.values()],
			clusters: [...world.clusters.values()],
			resources: [...world.resources.values()],
			buildings: [...world.buildings.values()],
		};
	}

	return {
		world: () => world,
		tick: () => tick,
		cursor: () => `${epoch}:${offset}`,
		publish(next, events = []) {
			offset += 1;
			tick += 1;
			timestamp = Date.now() / 1000;
			const head = { type: "snapshot", tick, timestamp };
			entries.push({
				offset,
				full: JSON.stringify({ ...head, changes: { ...diffFull(world, next), events } }),
				limited: JSON.stringify({ ...head, changes: diffLimited(world, next) }),
			});
			world = next;
			for (const wake of watchers) wake();
		},
		keep(count) {
			entries = entries.slice(entries.length - count);
		},
		restart(nextEpoch) {
			epoch = nextEpoch;
			offset = 0;
			entries = [];
		},
		fresh: (cast) =>
			JSON.stringify({
				fullState: fullState(cast),
				currentTick: tick,
				latestSnapshot: tick > 0 ? { tick, timestamp, changes: {} } : null,
				cursor: `${epoch}:${offset}`,
			}),
		after(cursor, cast) {
			const [, ofEpoch, at] = /^([\w-]+):(\d+)$/.exec(cursor) ?? [];
			if (at === undefined) return { reset: "malformed" };
			if (ofEpoch !== epoch) return { reset: "epoch" };
			const from = Number(at);
			if (from > offset) return { reset: "future" };
			if (from < offset - entries.length) return { reset: "expired" };
			const following = entries.filter((entry) => entry.offset > from);
			return { entries: following.map((entry) => ({ id: `${epoch}:${entry.offset}`, data: entry[cast] })) };
		},
		watch(wake) {
			watchers.add(wake);
			return () => watchers.delete(wake);
		},
	};
}
