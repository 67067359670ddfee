import type { Cursor } from "../log/cursor.js";
import type { Fold, Plan } from "../log/fold.js";

/** How far a topic has been told. */
export interface Told {
	/** Number of the last message told. */
	number: number;
	/** From here on each message is one entry. */
	since: number;
}

/** A message of a topic, numbered. `data` is JSON text. */
export interface Numbered {
	readonly number: number;
	readonly type: string;
	readonly data: string;
}

/**
 * The next message is the one after `number`: said where that does not follow from the entry before. It is no message,
 * and for nobody to read; every other entry of a topic is one.
 */
interface NumberedEntry {
	readonly type: "numbered";
	readonly data: { readonly number: number };
}

type ToldEntry = NumberedEntry | { readonly type: string; readonly data: object };

function isNumbered(entry: ToldEntry): entry is NumberedEntry {
	return entry.type === "numbered";
}

/** Told messages are counted: so the log itself knows which of the outbox it holds, whoever appended them. */
export const toldFold: Fold<Told, ToldEntry> = {
	empty: () => ({ number: 0, since: 0 }),
	apply: (told, entry) => {
		if (isNumbered(entry)) told.number = told.since = entry.data.number;
		else told.number += 1;
	},
	dump: (told) => JSON.stringify(told),
	load: (text) => JSON.parse(text) as Told,
	// What is missing was told; how many they were, nobody knows.
	skip: (told) => {
		told.since = told.number;
	},
};

/** Says that everything up to a number has been told, or will never be. */
export function planNumber(told: Readonly<Told>, number: number): Plan<ToldEntry, undefined> {
	return { entries: told.number < number ? [numbered(number)] : [], result: undefined };
}

function numbered(number: number): NumberedEntry {
	return { type: "numbered", data: { number } };
}

export interface Telling {
	/** What is appended; the others of those given have been told before. */
	readonly told: readonly Numbered[];
	/** False where something has to be told before the rest. */
	readonly isWhole: boolean;
}

/**
 * What is to be appended of messages, in ascending order. `isAll`: nothing that waits comes before them; otherwise what
 * does not follow on what was told is left, until everything that waits has been looked for.
 */
export function planTelling(
	{ number }: Readonly<Told>,
	messages: readonly Numbered[],
	isAll: boolean,
): Plan<ToldEntry, Telling> {
	const left = messages.filter((message) => message.number > number);
	const first = left[0]?.number ?? 0;
	const isGap = left.length > 0 && first !== number + 1;
	const told = isGap && !isAll ? [] : left.filter((message, at) => message.number === first + at);
	const entries = told.map(({ type, data }) => ({ type, data: JSON.parse(data) as object }));
	return {
		entries: isGap && told.length > 0 ? [numbered(first - 1), ...entries] : entries,
		result: { told, isWhole: told.length === left.length },
	};
}

/**
 * Place in the log right after a message: everything up to it lies before, everything after it behind. Where it has
 * not been told that is `head`. Undefined where its place is not known any more.
 */
export function placeAfter(told: Readonly<Told>, head: Cursor, number: number): Cursor | undefined {
	if (number >= told.number) return head;
	const offset = head.offset - (told.number - number);
	return number < told.since || offset < 0 ? undefined : { epoch: head.epoch, offset };
}
