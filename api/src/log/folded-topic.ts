import { heldByLog } from "../http/held-by-log.js";
import { Refusal } from "../http/refusal.js";
import type { Cursor } from "./cursor.js";
import type { Fold, Plan, Planner, TypedEntry } from "./fold.js";
import { LogError } from "./log-error.js";
import type { RestoreOptions } from "./restore-topic.js";
import { retry } from "./retry.js";
import { openTopicCopy, type TopicCopyOptions } from "./topic-copy.js";
import { createWriteQueue } from "./write-queue.js";

/** Entries between two checkpoints of a topic: a restart replays at most this many. */
const CHECKPOINT_ENTRIES = 1_000;

/** Writes that may wait for one topic: beyond, its log is not keeping up and senders should slow down. */
export const MAX_WAITING_WRITES = 256;

/** Times that others may be first before a write is given up: of each round one gets through, so this is a crowd. */
const MAX_TRIES = 64;

/** A topic and the state that its entries have led to, here and in every other process that writes to it. */
export interface FoldedTopic<S, E extends TypedEntry> {
	readonly topic: string;
	/** Holds nothing that the log does not hold. Another object where the topic had to be brought back. */
	readonly state: Readonly<S>;
	/** Place in the log up to which `state` holds everything. */
	readonly cursor: () => Cursor;
	/** Folds what others have written. Where the log cannot be read the state stays as it is. */
	readonly refresh: () => Promise<void>;
	/**
	 * Plans on the state of its turn, appends, and answers when the log holds it all. Where others have written
	 * meanwhile it plans anew on what they wrote. Waits for its turn; throws at once where too many do.
	 *
	 * @throws Refusal `unavailable` where the log cannot be written to. What was planned may be held all the same: the
	 * next write finds it in the state.
	 */
	readonly write: <T>(plan: Planner<S, E, T>) => Promise<T>;
	/** Puts the state aside now, and answers the offset up to which entries may go. Rejects where the log cannot. */
	readonly putAside: () => Promise<number>;
	/** Resolves when everything that was handed over is done. */
	readonly idle: () => Promise<void>;
	/** Follows the log no more. */
	readonly stop: () => void;
}

export interface FoldedTopicDeps {
	readonly log: RestoreOptions<unknown>["log"];
	readonly report: RestoreOptions<unknown>["report"];
	readonly checkpointEvery?: number;
}

export interface FoldedTopicOptions<S, E extends TypedEntry>
	extends FoldedTopicDeps, Pick<TopicCopyOptions<S, E>, "restoreLost" | "onFold"> {
	/** Writes that may wait. */
	readonly maxWaiting?: number;
}

/** Brings a topic back and, where others write to it too, follows it until it is stopped. */
export async function openFoldedTopic<S, E extends TypedEntry>(
	topic: string,
	fold: Fold<S, E>,
	options: FoldedTopicOptions<S, E>,
): Promise<FoldedTopic<S, E>> {
	const { log, report, checkpointEvery = CHECKPOINT_ENTRIES, maxWaiting = MAX_WAITING_WRITES } = options;

	const regain = (ours: S): void => {
		const { regain: plan } = fold;
		if (!plan) return;
		write((theirs) => ({ entries: plan(ours, theirs), result: undefined })).catch((error: unknown) =>
			report("What another process did not know of a lost history could not be told.", { topic, error }),
		);
	};

	const copy = await openTopicCopy(log, { ...options, topic, fold, onRegain: regain });

	/**
	 * True when the log holds the entries; false where somebody else was first. So is an append of this process of
	 * which the log did not say that it holds it.
	 */
	const append = async (entries: readonly E[]): Promise<boolean> => {
		const from = copy.cursor();
		const written = entries.map(({ type, data }) => ({ type, data: JSON.stringify(data) }));
		try {
			copy.settle(entries, from, await log.append(topic, written, from));
			return true;
		} catch (error) {
			if (error instanceof LogError && error.code === "conflict") return false;
			throw error;
		}
	};

	const take = async <T>(plan: Planner<S, E, T>): Promise<T> => {
		let isNewest = !log.shared;
		for (let tries = 0; tries < MAX_TRIES; tries += 1) {
			if (tries > 0) {
				await heldByLog(copy.catchUp(), "nothing was taken");
				isNewest = true;
			}
			const planned = planOn(plan, copy.state(), isNewest);
			if (!planned) continue;
			const { entries, unlogged = [], result } = planned;
			if (entries.length > 0 && !(await heldByLog(append(entries), "send it again"))) continue;
			if (entries.length === 0 && !isNewest) continue;
			copy.foldUnlogged(unlogged);
			return result;
		}
		throw new Refusal("unavailable", "Too many others write the same.", { retryAfterSeconds: 1 });
	};

	const putAside = async (): Promise<number> => {
		const at = copy.cursor();
		try {
			await log.checkpoint(topic, { ...at, value: fold.dump(copy.state()) });
		} catch (error) {
			// Another process may have put a later state aside, which holds for this one too.
			const latest = log.shared ? await log.latestCheckpoint(topic) : undefined;
			if (!latest || latest.offset < at.offset || (await log.head(topic)).epoch !== at.epoch) throw error;
		}
		copy.covered(at);
		return at.offset;
	};

	const checkpointIfDue = async (): Promise<void> => {
		if (copy.uncovered() < checkpointEvery) return;
		try {
			await putAside();
		} catch (error) {
			report("A topic could not be put aside; its log stays as long as it is.", { topic, error });
		}
	};

	const queue = createWriteQueue({
		maxWaiting,
		full: () => new Refusal("unavailable", "Too much is waiting for the log.", { retryAfterSeconds: 1 }),
		afterEach: checkpointIfDue,
	});

	const write = async <T>(plan: Planner<S, E, T>): Promise<T> => queue.add(() => take(plan));

	const following = retry(copy.catchUp, (error) => {
		// A log that cannot be read says so itself.
		if (!(error instanceof LogError)) report("A topic could not be followed.", { topic, error });
	});
	const stopWatching = log.shared ? log.watch(topic, () => void following.run()) : () => undefined;
	if (log.shared) void following.run();

	return {
		topic,
		get state() {
			return copy.state();
		},
		cursor: copy.cursor,
		refresh: async () => {
			if (!log.shared) return;
			try {
				// A log that is known to be away is not waited for.
				if (log.status().ready) return await copy.catchUp();
			} catch (error) {
				if (!(error instanceof LogError)) throw error;
			}
			void following.run();
		},
		write,
		putAside: async () => queue.add(putAside),
		idle: queue.idle,
		stop: () => {
			stopWatching();
			following.stop();
		},
	};
}

/** Undefined where a refusal may come of a state that is not the newest. */
function planOn<S, E extends TypedEntry, T>(
	plan: Planner<S, E, T>,
	state: Readonly<S>,
	isNewest: boolean,
): Plan<E, T> | undefined {
	try {
		return plan(state);
	} catch (error) {
		if (isNewest) throw error;
		return undefined;
	}
}
