import type { Cursor } from "./cursor.js";
import type { Log, ReadResult } from "./log.js";
import { LogError } from "./log-error.js";
import { checkCheckpoint, checkEntries, checkOffset, checkRead, checkTopic } from "./log-input.js";
import type { LogSettings } from "./log-options.js";
import type { LogStore } from "./log-store.js";
import { planBatch, type LogOperation } from "./plan-batch.js";
import { topicEpoch } from "./topic-epoch.js";
import { EMPTY_TOPIC, type TopicState } from "./topic-state.js";
import { createWakes } from "./wakes.js";

/**
 * Operations in one commit: enough that a burst shares one wait for the disk, few enough that the first of
 * them does not wait for thousands more.
 */
const MAX_BATCH_OPERATIONS = 1024;

interface Pending {
	readonly operation: LogOperation;
	readonly resolve: (offset: number) => void;
	readonly reject: (error: LogError) => void;
}

/**
 * The rules of the log over any store. Calls that write form one queue; while a commit is under way the
 * next ones gather and share the commit after it. Readers only ever see what a commit has made permanent.
 */
export function createLog(store: LogStore, settings: LogSettings): Log {
	const topics = new Map<string, TopicState>(store.topics);
	const wakes = createWakes();
	let queue: Pending[] = [];
	let writing: Promise<void> | undefined;
	let committing: Promise<void> = Promise.resolve();
	let closing: Promise<void> | undefined;
	let failure: LogError | undefined;

	function checkOpen(): void {
		if (closing) throw new LogError("closed", "the log is closed");
	}

	function cursor(topic: string, offset: number): Cursor {
		return { epoch: topicEpoch(store.history, topic), offset };
	}

	function write(operation: LogOperation): Promise<number> {
		return new Promise((resolve, reject) => {
			queue.push({ operation, resolve, reject });
			writing ??= drain();
		});
	}

	async function drain(): Promise<void> {
		// The callers of this turn share the first commit.
		await Promise.resolve();
		while (queue.length > 0) {
			const batch = queue.slice(0, MAX_BATCH_OPERATIONS);
			queue = queue.slice(MAX_BATCH_OPERATIONS);
			committing = commit(batch);
			await committing;
		}
		writing = undefined;
	}

	async function commit(batch: readonly Pending[]): Promise<void> {
		try {
			const { changes, outcomes } = planBatch(
				batch.map(({ operation }) => operation),
				{
					now: settings.clock(),
					retention: settings.retention,
					epoch: (topic) => topicEpoch(store.history, topic),
					state: (topic) => topics.get(topic),
					peek: store.peek,
				},
			);
			if (changes.length > 0) await store.commit(changes);
			failure = undefined;
			for (const { topic, after } of changes) topics.set(topic, after);
			batch.forEach(({ resolve, reject }, index) => {
				const outcome = outcomes[index]!;
				if (typeof outcome === "number") resolve(outcome);
				else reject(outcome);
			});
			for (const { topic, before, after } of changes) {
				if (after.head > before.head || after.oldest > before.oldest) wakes.wake(topic);
			}
		} catch (cause) {
			const error =
				cause instanceof LogError
					? cause
					: new LogError("failed", "the log could not hold what was written", { cause });
			failure = error;
			for (const { reject } of batch) reject(error);
		}
	}

	function readNow(topic: string, after: Cursor, limit: number): ReadResult {
		const { oldest, head } = topics.get(topic) ?? EMPTY_TOPIC;
		const newest = cursor(topic, head);
		if (after.epoch !== newest.epoch) return { ok: false, reason: "epoch", head: newest };
		if (after.offset > head) return { ok: false, reason: "future", head: newest };
		if (after.offset < oldest - 1) return { ok: false, reason: "expired", head: newest };
		const last = Math.min(head, after.offset + limit);
		const entries = last > after.offset ? store.read(topic, after.offset + 1, last) : [];
		return { ok: true, epoch: newest.epoch, entries, head: newest };
	}

	return {
		shared: false,
		async append(topic, entries, after) {
			checkOpen();
			checkTopic(topic);
			checkEntries(entries);
			const operation = { kind: "append", topic, entries: [...entries], ...(after && { after }) } as const;
			return cursor(topic, await write(operation));
		},
		async read(topic, after, limit) {
			checkOpen();
			checkTopic(topic);
			checkRead(after, limit);
			return readNow(topic, after, limit);
		},
		async head(topic) {
			checkOpen();
			checkTopic(topic);
			return cursor(topic, topics.get(topic)?.head ?? 0);
		},
		watch(topic, wake) {
			return wakes.watch(topic, wake);
		},
		async checkpoint(topic, checkpoint) {
			checkOpen();
			checkTopic(topic);
			checkCheckpoint(checkpoint);
			await write({ kind: "checkpoint", topic, checkpoint });
		},
		async forget(topic, offset) {
			checkOpen();
			checkTopic(topic);
			checkOffset(offset);
			// Entries let go of are erased by the commit after the one that lets go.
			await write({ kind: "forget", topic, offset });
			await write({ kind: "forget", topic, offset });
		},
		async latestCheckpoint(topic) {
			checkOpen();
			checkTopic(topic);
			for (;;) {
				const checkpoint = store.checkpoint(topic);
				if (checkpoint?.offset === topics.get(topic)?.checkpoint) return checkpoint;
				// The store is ahead: by a commit that is not acknowledged yet, or by another owner's.
				if (!writing) throw new LogError("taken", "another process has taken this log over");
				await committing;
			}
		},
		async oldest(topic) {
			checkOpen();
			checkTopic(topic);
			return (topics.get(topic) ?? EMPTY_TOPIC).oldest;
		},
		status() {
			const detail = closing ? "closed" : (failure?.message ?? store.notice);
			return {
				engine: store.engine,
				ready: !closing && !failure,
				...(detail !== undefined && { detail }),
			};
		},
		close() {
			closing ??= (async () => {
				await writing;
				await store.close();
			})();
			return closing;
		},
	};
}
