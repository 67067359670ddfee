import type { Cursor } from "../src/log/cursor.js";
import { changeIds } from "../src/worlds/sorted-ids.js";
import { unpackMoves } from "../src/worlds/packed-moves.js";
import { worldChecksum } from "../src/worlds/world-checksum.js";
import { applyTick, Diverged } from "./apply.js";
import type { StateFrame, TickFrame, WireTick } from "./frames.js";
import { NO_WORLD, type SyncedWorld } from "./world-copy.js";

/** The reader's copy and its place in the world's log. */
export interface Replica {
	readonly world: () => SyncedWorld;
	/** Everything up to and including this is in the copy; undefined while there is none to go on from. */
	readonly cursor: () => Cursor | undefined;
	readonly load: (state: StateFrame) => void;
	/**
	 * Takes the entries up to `cursor`, once: what was applied, or undefined where they were taken before. @throws
	 * Diverged where entries before them are missing, they do not fit, or the copy does not sum to what it should;
	 * MalformedMoves.
	 */
	readonly take: (cursor: Cursor, tick: WireTick) => TickFrame | undefined;
	/** The server says that nothing up to `cursor` is for this reader. @throws Diverged where it is of another history. */
	readonly passTo: (cursor: Cursor) => void;
	/** The copy is no longer to be trusted: it stays readable, but there is no going on from it. */
	readonly distrust: () => void;
}

export function createReplica(): Replica {
	let world = NO_WORLD;
	let cursor: Cursor | undefined;
	/**
	 * Ids of the copy, sorted, once moves have come packed. Kept from tick to tick: sorting thousands anew for each
	 * would cost more than all the rest.
	 */
	let ids: readonly string[] | undefined;

	function offsetIn(epoch: string): number {
		if (!cursor) throw new Diverged("a change came before any state");
		if (epoch !== cursor.epoch) throw new Diverged("the server's history is another one");
		return cursor.offset;
	}

	function idsAfter({ changes, packed }: WireTick): readonly string[] | undefined {
		if (!ids && !packed) return undefined;
		return changeIds(ids ?? [...world.entities.keys()].sort(), {
			removed: changes.entityRemoved ?? [],
			created: changes.entityCreated?.map(({ id }) => id) ?? [],
		});
	}

	function unpack(
		{ packed, checksum: _, ...tick }: WireTick,
		after: readonly string[] | undefined,
	): TickFrame {
		if (!packed || !after) return tick;
		const before = (id: string) => world.entities.get(id)?.position;
		return {
			...tick,
			changes: { ...tick.changes, entityMoved: unpackMoves(packed, { ids: after, before }) },
		};
	}

	return {
		world: () => world,
		cursor: () => cursor,
		load(state) {
			world = state.world;
			cursor = state.cursor;
			ids = undefined;
		},
		take(at, tick) {
			const offset = offsetIn(at.epoch);
			if (at.offset <= offset) return undefined;
			const from = at.offset - tick.span;
			if (from > offset) throw new Diverged(`changes ${offset + 1} to ${from} are missing`);
			if (from < offset) throw new Diverged(`changes up to ${offset} come again within others`);
			const nextIds = idsAfter(tick);
			const frame = unpack(tick, nextIds);
			const next = applyTick(world, frame);
			if (tick.checksum !== undefined && worldChecksum(next.entities.values()) !== tick.checksum) {
				throw new Diverged("the copy does not sum up to what the server's world does");
			}
			world = next;
			ids = nextIds;
			cursor = at;
			return frame;
		},
		passTo(at) {
			if (at.offset > offsetIn(at.epoch)) cursor = at;
		},
		distrust() {
			cursor = undefined;
		},
	};
}
