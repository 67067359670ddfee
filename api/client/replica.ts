import type { Cursor } from "../src/log/cursor.js";
import { applyTick, Diverged } from "./apply.js";
import type { StateFrame, TickFrame } from "./frames.js";
import { NO_WORLD, type SyncedWorld } from "./world-copy.js";

/** The reader's copy and its place in the world's log. */
export interface Replica {
	readonly world: () => SyncedWorld;
	/** Everything up to and including this is in the copy; undefined while there is none to go on from. */
	readonly cursor: () => Cursor | undefined;
	readonly load: (state: StateFrame) => void;
	/**
	 * Takes the entry at `cursor`, once: false where it was taken before. @throws Diverged where entries
	 * before it are missing or it does not fit.
	 */
	readonly take: (cursor: Cursor, frame: TickFrame) => boolean;
	/** The server says that nothing up to `cursor` is for this reader. @throws Diverged where it is of another history. */
	readonly passTo: (cursor: Cursor) => void;
	/** The copy is no longer to be trusted: it stays readable, but there is no going on from it. */
	readonly distrust: () => void;
}

export function createReplica(): Replica {
	let world = NO_WORLD;
	let cursor: Cursor | undefined;

	function offsetIn(epoch: string): number {
		if (!cursor) throw new Diverged("a change came before any state");
		if (epoch !== cursor.epoch) throw new Diverged("the server's history is another one");
		return cursor.offset;
	}

	return {
		world: () => world,
		cursor: () => cursor,
		load(state) {
			world = state.world;
			cursor = state.cursor;
		},
		take(at, frame) {
			const offset = offsetIn(at.epoch);
			if (at.offset <= offset) return false;
			if (at.offset !== offset + 1) {
				throw new Diverged(`changes ${offset + 1} to ${at.offset - 1} are missing`);
			}
			world = applyTick(world, frame);
			cursor = at;
			return true;
		},
		passTo(at) {
			if (at.offset > offsetIn(at.epoch)) cursor = at;
		},
		distrust() {
			cursor = undefined;
		},
	};
}
