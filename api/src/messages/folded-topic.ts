import { heldByLog } from "../http/held-by-log.js";
import { Refusal } from "../http/refusal.js";
import type { Cursor } from "../log/cursor.js";
import type { Log } from "../log/log.js";
import { createWriteQueue } from "../log/write-queue.js";
import { CHECKPOINT_ENTRIES, MAX_WAITING_WRITES } from "./talk-limits.js";

/** An entry of a topic, its data not yet JSON. */
export interface TypedEntry {
	readonly type: string;
	readonly data: object;
}

/** How the entries of a topic make a state. Entries of a type that it does not know change nothing. */
export interface Fold<S, E extends TypedEntry> {
	readonly empty: () => S;
	/** Changes the state by an entry; the same for an entry just written and one read back. */
	readonly apply: (state: S, entry: E) => void;
	/** The whole state as JSON text. */
	readonly dump: (state: S) => string;
	readonly load: (dumped: string) => S;
}

/** What is to be written, and what to answer once the log holds it. */
export interface Plan<E extends TypedEntry, T> {
	readonly entries: readonly E[];
	readonly result: T;
}

/** A topic and the state that its entries have led to. It has one writer: this. */
export interface FoldedTopic<S, E extends TypedEntry> {
	readonly topic: string;
	/** Holds nothing that the log does not hold. */
	readonly state: Readonly<S>;
	/** Place in the log up to which `state` holds everything. */
	readonly cursor: () => Cursor;
	/**
	 * Plans on the state of its turn, appends, and answers when the log holds it all.
	 *
	 * @throws Refusal `unavailable` where the log cannot be written to; nothing was changed
	 */
	readonly write: <T>(plan: (state: Readonly<S>) => Plan<E, T>) => Promise<T>;
	/** Puts the state aside now, and answers the offset up to which entries may go. Rejects where the log cannot. */
	readonly putAside: () => Promise<number>;
	/** Resolves when everything that was handed over is done. */
	readonly idle: () => Promise<void>;
}

export interface FoldedTopicDeps {
	readonly log: Log;
	/** Says in the service's own log what its keepers should know. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	readonly checkpointEvery?: number;
}

/** Entries read at a time while a topic is brought back. */
const PAGE = 256;

interface Restored<S> {
	readonly state: S;
	readonly cursor: Cursor;
	/** Entries since the latest checkpoint. */
	readonly uncovered: number;
}

async function restore<S, E extends TypedEntry>(
	topic: string,
	fold: Fold<S, E>,
	{ log, report }: FoldedTopicDeps,
): Promise<Restored<S>> {
	const head = await log.head(topic);
	const checkpoint = await log.latestCheckpoint(topic);
	const state = checkpoint ? fold.load(checkpoint.value) : fold.empty();
	let cursor: Cursor = { epoch: head.epoch, offset: checkpoint?.offset ?? 0 };
	while (cursor.offset < head.offset) {
		const read = await log.read(topic, cursor, PAGE);
		if (!read.ok || read.entries.length === 0) {
			report("Entries of a topic are missing after its latest checkpoint.", { topic, cursor, head });
			return { state, cursor: head, uncovered: Infinity };
		}
		for (const { type, data, offset } of read.entries) {
			fold.apply(state, { type, data: JSON.parse(data) as object } as E);
			cursor = { epoch: head.epoch, offset };
		}
	}
	return { state, cursor, uncovered: cursor.offset - (checkpoint?.offset ?? 0) };
}

/** Brings a topic back from its latest checkpoint and the entries after it. */
export async function openFoldedTopic<S, E extends TypedEntry>(
	topic: string,
	fold: Fold<S, E>,
	deps: FoldedTopicDeps,
): Promise<FoldedTopic<S, E>> {
	const { log, report, checkpointEvery = CHECKPOINT_ENTRIES } = deps;
	const restored = await restore(topic, fold, deps);
	const { state } = restored;
	let { cursor, uncovered } = restored;

	const append = (entries: readonly E[]): Promise<Cursor> => {
		const written = entries.map(({ type, data }) => ({ type, data: JSON.stringify(data) }));
		return heldByLog(log.append(topic, written), "nothing was taken");
	};

	const take = async <T>(plan: (state: Readonly<S>) => Plan<E, T>): Promise<T> => {
		const { entries, result } = plan(state);
		if (entries.length === 0) return result;
		cursor = await append(entries);
		uncovered += entries.length;
		for (const entry of entries) fold.apply(state, entry);
		return result;
	};

	const putAside = async (): Promise<number> => {
		const { offset } = cursor;
		await log.checkpoint(topic, { offset, value: fold.dump(state) });
		uncovered = 0;
		return offset;
	};

	const checkpointIfDue = async (): Promise<void> => {
		if (uncovered < checkpointEvery) return;
		try {
			await putAside();
		} catch (error) {
			report("A topic could not be put aside; its log stays as long as it is.", { topic, error });
		}
	};

	const queue = createWriteQueue({
		maxWaiting: MAX_WAITING_WRITES,
		full: () => new Refusal("unavailable", "Too much is waiting for the log.", { retryAfterSeconds: 1 }),
		afterEach: checkpointIfDue,
	});

	return {
		topic,
		state,
		cursor: () => cursor,
		write: async (plan) => queue.add(() => take(plan)),
		putAside: async () => queue.add(putAside),
		idle: queue.idle,
	};
}
