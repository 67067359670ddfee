import type { Cursor } from "./cursor.js";
import { parseTyped, type Fold, type TypedEntry } from "./fold.js";
import { LogError } from "./log-error.js";
import type { Log } from "./log.js";

/** Entries read at a time. */
export const PAGE = 256;

/** Times that others may let go of entries, or a history may end, while a topic is brought back. */
const MAX_TRIES = 8;

export interface Restored<S> {
	readonly state: S;
	readonly cursor: Cursor;
	/** Entries since the latest checkpoint. */
	readonly uncovered: number;
	/** Whether the log knew anything of it. */
	readonly isKnown: boolean;
}

export interface RestoreOptions<S> {
	readonly log: Log;
	/** Says in the service's own log what its keepers should know. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/**
	 * The state of a topic that the log does not know at all, where it is known elsewhere: the topic is founded with
	 * it. Where it rejects, the topic is not opened.
	 */
	readonly restoreLost?: () => Promise<S | undefined>;
}

/** Brings a topic back from its latest checkpoint and the entries after it. */
export async function restoreTopic<S, E extends TypedEntry>(
	topic: string,
	fold: Fold<S, E>,
	options: RestoreOptions<S>,
): Promise<Restored<S>> {
	for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
		const restored = await tryToRestore(topic, fold, options);
		if (restored) return restored;
	}
	throw new LogError("unavailable", `${topic} changes faster than it can be read`);
}

/** The place before the first entry of a topic that the log knows nothing of; undefined where it does. */
export async function beginningOf(log: Log, topic: string): Promise<Cursor | undefined> {
	const head = await log.head(topic);
	if (head.offset > 0 || (await log.latestCheckpoint(topic)) !== undefined) return undefined;
	return head;
}

/** Undefined where the topic is another by now. */
async function tryToRestore<S, E extends TypedEntry>(
	topic: string,
	fold: Fold<S, E>,
	{ log, report, restoreLost }: RestoreOptions<S>,
): Promise<Restored<S> | undefined> {
	const head = await log.head(topic);
	const checkpoint = await log.latestCheckpoint(topic);
	const start = checkpoint?.offset ?? 0;
	let cursor: Cursor = { epoch: head.epoch, offset: start };
	if (!checkpoint && head.offset === 0) {
		const lost = await restoreLost?.();
		if (lost !== undefined && !(await found({ log, topic, at: cursor, value: fold.dump(lost) })))
			return undefined;
		const state = lost ?? fold.empty();
		fold.place?.(state, cursor);
		return { state, cursor, uncovered: 0, isKnown: lost !== undefined };
	}
	const state = checkpoint ? fold.load(checkpoint.value) : fold.empty();
	while (cursor.offset < head.offset) {
		const read = await log.read(topic, cursor, PAGE);
		if (!read.ok || read.entries.length === 0) {
			if (await hasMoved(log, topic, { head, start })) return undefined;
			report("Entries of a topic are missing after its latest checkpoint.", { topic, cursor, head });
			fold.skip?.(state, await newestOf<E>(log, topic, head));
			fold.place?.(state, head);
			// Put aside with the next write, so that the hole is met but once.
			return { state, cursor: head, uncovered: Infinity, isKnown: true };
		}
		for (const entry of read.entries) {
			fold.apply(state, parseTyped<E>(entry));
			cursor = { epoch: head.epoch, offset: entry.offset };
		}
	}
	fold.place?.(state, cursor);
	return { state, cursor, uncovered: cursor.offset - start, isKnown: true };
}

/** Whether a later checkpoint explains the hole, or another history. */
async function hasMoved(
	log: Log,
	topic: string,
	{ head, start }: { readonly head: Cursor; readonly start: number },
): Promise<boolean> {
	if ((await log.head(topic)).epoch !== head.epoch) return true;
	return ((await log.latestCheckpoint(topic))?.offset ?? 0) > start;
}

async function newestOf<E extends TypedEntry>(log: Log, topic: string, head: Cursor): Promise<E | undefined> {
	if (head.offset === 0) return undefined;
	const read = await log.read(topic, { ...head, offset: head.offset - 1 }, 1);
	const [newest] = read.ok ? read.entries : [];
	return newest && parseTyped<E>(newest);
}

export interface Founding {
	readonly log: Log;
	readonly topic: string;
	/** Before the first entry of the history in which it is founded. */
	readonly at: Cursor;
	readonly value: string;
}

/** Founds a topic in a history that knows nothing of it; false where somebody else was first. */
export async function found({ log, topic, at, value }: Founding): Promise<boolean> {
	try {
		await log.checkpoint(topic, { epoch: at.epoch, offset: 0, value, first: true });
		return true;
	} catch (error) {
		if (error instanceof LogError && error.code === "conflict") return false;
		throw error;
	}
}
