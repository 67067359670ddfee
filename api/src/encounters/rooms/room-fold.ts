import type { Cursor } from "../../log/cursor.js";
import type { Fold } from "../../log/fold.js";
import { applyEntry, type RoomEntry } from "../engine/replay.js";
import { emptyState, type GameState } from "../engine/state.js";
import { KEPT_EVERY } from "./room-limits.js";

/** An entry of a room's log; some hold the whole state before them, so that what follows is found from there. */
export interface KeptEntry {
	readonly type: RoomEntry["type"];
	readonly data: RoomEntry["data"] & { readonly past?: GameState };
}

/** What this process holds of a room. */
export interface RoomState {
	game: GameState;
	/** Before the newest entry. */
	before: GameState;
	/** Place in the log up to which `game` holds everything. */
	at: Cursor;
	/** Entries since the newest that holds a state, itself included. */
	sinceKept: number;
}

export function roomTopic(roomId: string): string {
	return `room:${roomId}`;
}

export const roomFold: Fold<RoomState, KeptEntry> = {
	empty: () => roomOf(emptyState(), 0),
	apply: (room, entry) => {
		room.before = room.game;
		room.game = applyEntry(room.game, entry);
		room.sinceKept = entry.data.past ? 1 : room.sinceKept + 1;
	},
	dump: ({ game }) => JSON.stringify(game),
	// Entries before it may go: what follows is found from here.
	load: (text) => roomOf(JSON.parse(text) as GameState, KEPT_EVERY),
	place: (room, at) => {
		room.at = at;
		// Nothing comes before the first entry of a history but what it holds itself.
		if (at.offset === 0 && room.game.revision > 0) room.sinceKept = KEPT_EVERY;
	},
	skip: (room) => {
		room.sinceKept = KEPT_EVERY;
	},
};

function roomOf(game: GameState, sinceKept: number): RoomState {
	return { game, before: game, at: { epoch: "", offset: 0 }, sinceKept };
}

/** An entry as the log is to keep it. */
export function kept({ game, sinceKept }: Readonly<RoomState>, { type, data }: RoomEntry): KeptEntry {
	return { type, data: sinceKept >= KEPT_EVERY ? { ...data, past: game } : data };
}

/** The state before an entry, where that can be told from it alone. */
export function pastOf({ data: { past } }: KeptEntry, offset: number): GameState | undefined {
	return past ?? (offset === 1 ? emptyState() : undefined);
}
