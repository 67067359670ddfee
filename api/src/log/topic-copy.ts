import { coalesce } from "./coalesce.js";
import type { Cursor } from "./cursor.js";
import { parseTyped, type Fold, type TypedEntry } from "./fold.js";
import type { Log } from "./log.js";
import { found, PAGE, restoreTopic, type RestoreOptions } from "./restore-topic.js";

/** What one process holds of a topic: the state that its entries have led to, up to a place in the log. */
export interface TopicCopy<S, E extends TypedEntry> {
	readonly state: () => S;
	readonly cursor: () => Cursor;
	/** Entries since the latest checkpoint that is known of. */
	readonly uncovered: () => number;
	/** A checkpoint covers everything up to `at`. */
	readonly covered: (at: Cursor) => void;
	/**
	 * Folds what the log holds by the time it is called. Where the history was lost the topic is founded anew with
	 * this state, or taken over from whoever was first. Rejects where the log cannot be read.
	 */
	readonly catchUp: () => Promise<void>;
	/** Folds what was appended just after `from`, unless it was read back before. */
	readonly settle: (entries: readonly E[], from: Cursor, reached: Cursor) => void;
	/** Folds entries that the log does not hold. */
	readonly foldUnlogged: (entries: readonly E[]) => void;
}

export interface TopicCopyOptions<S, E extends TypedEntry> extends Omit<RestoreOptions<S>, "log"> {
	readonly topic: string;
	readonly fold: Fold<S, E>;
	/** Called after each entry, with the state that shows it; without one where the state was brought back as a whole. */
	readonly onFold?: (entry: E | undefined, state: S) => void;
	/** Called where another process has founded the topic anew, with what it does not know of ours. */
	readonly onRegain: (ours: S) => void;
}

export async function openTopicCopy<S, E extends TypedEntry>(
	log: Log,
	options: TopicCopyOptions<S, E>,
): Promise<TopicCopy<S, E>> {
	const { topic, fold, report, onFold, onRegain } = options;
	const opened = await restoreTopic(topic, fold, { ...options, log });
	let { state, cursor, uncovered, isKnown } = opened;

	const place = (at: Cursor): void => {
		cursor = at;
		fold.place?.(state, at);
	};

	const foldEntry = (entry: E, at: Cursor): void => {
		fold.apply(state, entry);
		place(at);
		uncovered += 1;
		isKnown = true;
		onFold?.(entry, state);
	};

	const bringBack = async (): Promise<void> => {
		// What was lost before is not asked for again: this process holds what came of it.
		({ state, cursor, uncovered, isKnown } = await restoreTopic(topic, fold, { log, report }));
		onFold?.(undefined, state);
	};

	const foundAnew = async (at: Cursor): Promise<void> => {
		const isFounded = isKnown && (await found({ log, topic, at, value: fold.dump(state) }));
		if (isFounded) {
			report("The history of a topic was lost; it goes on in a new one from what is held here.", { topic });
			place(at);
			uncovered = 0;
			onFold?.(undefined, state);
			return;
		}
		const ours = isKnown ? state : undefined;
		await bringBack();
		if (ours !== undefined) onRegain(ours);
	};

	const readOn = async (): Promise<void> => {
		for (;;) {
			const read = await log.read(topic, cursor, PAGE);
			if (!read.ok) {
				await (read.reason === "epoch" ? foundAnew({ ...read.head, offset: 0 }) : bringBack());
				continue;
			}
			for (const entry of read.entries) {
				// What this process appends meanwhile is folded as soon as the log says so.
				if (entry.offset === cursor.offset + 1) {
					foldEntry(parseTyped<E>(entry), { epoch: read.epoch, offset: entry.offset });
				}
			}
			if (read.entries.length < PAGE) return;
		}
	};

	return {
		state: () => state,
		cursor: () => cursor,
		uncovered: () => uncovered,
		covered: ({ epoch, offset }) => {
			if (epoch === cursor.epoch) uncovered = cursor.offset - offset;
		},
		catchUp: coalesce(readOn),
		settle: (entries, from, reached) => {
			entries.forEach((entry, index) => {
				const offset = from.offset + 1 + index;
				if (reached.epoch === cursor.epoch && offset === cursor.offset + 1) {
					foldEntry(entry, { epoch: reached.epoch, offset });
				}
			});
		},
		foldUnlogged: (entries) => {
			for (const entry of entries) fold.apply(state, entry);
		},
	};
}
