import { withAnswer } from "./answered.js";
import { apply } from "./apply.js";
import type { Actor, Command } from "./commands.js";
import { decide, isRejection } from "./decide.js";
import type { GameEvent } from "./events.js";
import { emptyState, type GameState, type Result } from "./state.js";

/** One command as the log of a room keeps it, all of it or nothing. Refused ones with an id are kept without events. */
export interface RoomEntry {
	readonly type: "command";
	readonly data: {
		readonly id?: string;
		readonly by: Actor;
		readonly at: number;
		readonly events: readonly GameEvent[];
		readonly result: Result;
	};
}

/**
 * What a command comes to: an entry for the log, unless it is refused without having an id, or came before; then the
 * result alone, of a repeat the one that it was answered with at first.
 */
export function planEntry(
	state: GameState,
	command: Command,
): { readonly result: Result; readonly entry?: RoomEntry } {
	const { id, by, at } = command;
	const before = id === undefined ? undefined : state.answered.find((answered) => answered.id === id);
	if (before) return { result: before.result };
	const decided = decide(state, command);
	const refused = isRejection(decided);
	const result: Result = refused ? { ok: false, ...decided } : { ok: true };
	if (refused && id === undefined) return { result };
	const events = refused ? [] : decided.events;
	return {
		result,
		entry: { type: "command", data: { ...(id !== undefined && { id }), by, at, events, result } },
	};
}

/** The state after an entry. */
export function applyEntry(state: GameState, { data: { id, by, events, result } }: RoomEntry): GameState {
	const after = events.reduce(apply, state);
	const answered = id === undefined ? after.answered : withAnswer(after.answered, by, { id, result });
	return { ...after, answered, revision: state.revision + 1 };
}

/** The state after entries, from the start or from a state that was kept. */
export function replay(entries: Iterable<RoomEntry>, from: GameState = emptyState()): GameState {
	let state = from;
	for (const entry of entries) state = applyEntry(state, entry);
	return state;
}
