import type { EventWire } from "../../../game/src/shared/wire/index.js";
import { packMoves } from "../../src/worlds/packed-moves.js";
import { CHECKSUM_EVERY_TICKS, worldChecksum } from "../../src/worlds/world-checksum.js";
import { EMPTY_WORLD, type WorldState } from "../../src/worlds/world.js";
import { diffFull, diffLimited } from "./diff-world.js";

export type Cast = "limited" | "full";

/** How a reader wants to be told. */
export interface Telling {
	readonly cast: Cast;
	/** Moves of the limited cast packed. */
	readonly packed?: boolean;
	/** So many entries of the limited cast or more come folded into one. */
	readonly foldFrom?: number;
}

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
		telling: Telling,
	) => { readonly entries: readonly Entry[] } | { readonly reset: string };
	readonly watch: (wake: () => void) => () => void;
	/** The ticks that are held, oldest first. */
	readonly held: () => readonly Held[];
}

/** A tick that can be looked at again. */
export interface Held {
	readonly tick: number;
	readonly timestamp: number;
	readonly after: WorldState;
	readonly full: object;
	readonly limited: object;
}

/** What a reader is told of one entry, or of several folded into one. */
export interface Entry {
	readonly id: string;
	readonly head: object;
	readonly changes: object;
	readonly packed?: Uint8Array;
}

/** The entry's data as JSON text, packed moves within. */
export function dataOf({ head, changes, packed }: Entry): string {
	const all = packed ? { ...changes, packed: Buffer.from(packed).toString("base64") } : changes;
	return JSON.stringify({ ...head, changes: all });
}

interface Stored {
	readonly offset: number;
	readonly tick: number;
	readonly timestamp: number;
	readonly before: WorldState;
	readonly after: WorldState;
	readonly checksum: number | undefined;
	readonly full: object;
	readonly limited: ReturnType<typeof diffLimited>;
}

function packed({ before, after, limited: { entityMoved = [], ...changes } }: Stored) {
	if (entityMoved.length === 0) return { changes };
	const ids = [...after.entities.keys()].sort();
	return {
		changes,
		packed: packMoves(entityMoved, { ids, before: (id) => before.entities.get(id)?.position }),
	};
}

function headOf({ tick, timestamp, checksum }: Stored): object {
	return { type: "snapshot", tick, timestamp, ...(checksum !== undefined && { checksum }) };
}

function tell(entry: Stored, epoch: string, { cast, packed: isPacked }: Telling): Entry {
	const id = `${epoch}:${entry.offset}`;
	if (cast === "full") return { id, head: headOf(entry), changes: entry.full };
	return { id, head: headOf(entry), ...(isPacked ? packed(entry) : { changes: entry.limited }) };
}

function fold(entries: readonly Stored[], epoch: string): Entry {
	const last = entries.at(-1)!;
	return {
		id: `${epoch}:${last.offset}`,
		head: { ...headOf(last), span: entries.length },
		changes: diffLimited(entries[0]!.before, last.after),
	};
}

/** `fullState` of a world as a cast is told it. */
export function fullStateOf(world: WorldState, cast: Cast): unknown {
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

export function createHistory(firstEpoch = "e1"): History {
	let epoch = firstEpoch;
	let world = EMPTY_WORLD;
	let offset = 0;
	let tick = 0;
	let timestamp = 0;
	let entries: Stored[] = [];
	const watchers = new Set<() => void>();

	const fullState = (cast: Cast): unknown => fullStateOf(world, cast);

	return {
		world: () => world,
		tick: () => tick,
		cursor: () => `${epoch}:${offset}`,
		publish(next, events = []) {
			offset += 1;
			tick += 1;
			timestamp = Date.now() / 1000;
			entries.push({
				offset,
				tick,
				timestamp,
				before: world,
				after: next,
				checksum: tick % CHECKSUM_EVERY_TICKS === 0 ? worldChecksum(next.entities.values()) : undefined,
				full: { ...diffFull(world, next), events },
				limited: diffLimited(world, next),
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
		after(cursor, telling) {
			const [, ofEpoch, at] = /^([\w-]+):(\d+)$/.exec(cursor) ?? [];
			if (at === undefined) return { reset: "malformed" };
			if (ofEpoch !== epoch) return { reset: "epoch" };
			const from = Number(at);
			if (from > offset) return { reset: "future" };
			if (from < offset - entries.length) return { reset: "expired" };
			const following = entries.filter((entry) => entry.offset > from);
			const isFolded = telling.cast === "limited" && following.length >= (telling.foldFrom ?? Infinity);
			if (isFolded && following.length > 0) return { entries: [fold(following, epoch)] };
			return { entries: following.map((entry) => tell(entry, epoch, telling)) };
		},
		held: () => entries,
		watch(wake) {
			watchers.add(wake);
			return () => watchers.delete(wake);
		},
	};
}
