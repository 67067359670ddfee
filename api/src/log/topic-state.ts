import type { Retention } from "./log.js";

/** What a topic holds, in numbers. Immutable; the engine stores it with the entries. */
export interface TopicState {
	/** Offset of the oldest entry held, or of the next entry where none is. */
	readonly oldest: number;
	/**
	 * Offset of the oldest entry not yet erased. Entries are erased one commit after they were let go, so that
	 * none goes while a reader is still told that it is there.
	 */
	readonly swept: number;
	/** Offset of the newest entry; 0 before the first. */
	readonly head: number;
	/** Sum of `entryBytes` of what is held. */
	readonly bytes: number;
	/** Offset of the latest checkpoint. */
	readonly checkpoint?: number;
}

export const EMPTY_TOPIC: TopicState = { oldest: 1, swept: 1, head: 0, bytes: 0 };

/** What retention needs to know of an entry. */
export interface HeldEntry {
	readonly at: number;
	readonly bytes: number;
}

/** Looks at an entry that is held. */
export type Peek = (offset: number) => HeldEntry;

export interface TrimOptions {
	readonly retention: Retention;
	/** Unix seconds. */
	readonly now: number;
	readonly peek: Peek;
}

/** What an entry counts against `maxBytes`: its text in UTF-8. */
export function entryBytes(entry: { readonly type: string; readonly data: string }): number {
	return Buffer.byteLength(entry.type) + Buffer.byteLength(entry.data);
}

/** The state after letting go of the oldest entries that exceed the retention and that a checkpoint covers. */
export function trimTopic(state: TopicState, { retention, now, peek }: TrimOptions): TopicState {
	const uncovered = retention.trimsUncheckpointed === true ? state.head : 0;
	const last = Math.min(state.head, state.checkpoint ?? uncovered);
	let { oldest, bytes } = state;
	while (oldest <= last) {
		const held = peek(oldest);
		const exceeds =
			state.head - oldest + 1 > retention.maxEntries ||
			bytes > retention.maxBytes ||
			held.at < now - retention.maxAgeSeconds;
		if (!exceeds) break;
		bytes -= held.bytes;
		oldest += 1;
	}
	return oldest === state.oldest ? state : { ...state, oldest, bytes };
}

/** The state after letting go of every entry up to `offset`. */
export function dropTo(state: TopicState, offset: number, peek: Peek): TopicState {
	let { oldest, bytes } = state;
	for (; oldest <= Math.min(offset, state.head); oldest++) bytes -= peek(oldest).bytes;
	return oldest === state.oldest ? state : { ...state, oldest, bytes };
}
