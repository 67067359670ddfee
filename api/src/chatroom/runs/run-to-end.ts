import type { RunWire } from "../chatroom-wire.js";
import { abortable } from "../../messages/minds/within.js";
import { doShard, type WorkOptions } from "./do-shard.js";
import { claimShard } from "./leases.js";
import { outlast } from "./outlast.js";
import { countRun, etaOf } from "./progress.js";
import { readTopics } from "./read-topics.js";
import type { Run, RunDeps } from "./run.js";
import { BATCH_USERS, LEASE_SECONDS, LOOK_MS, PROGRESS_SECONDS, WRITTEN_BATCH_USERS } from "./run-limits.js";
import { ensureRun, finishRun } from "./start-run.js";

export interface RunOptions {
	/** Ends this part of the work: a batch is done or not at all, and others go on with the rest. */
	readonly signal: AbortSignal;
	/** Told now and then how far the run is, by whomever, and in the end. */
	readonly onProgress?: (run: RunWire) => void;
	/** Shards at the same time: a batch is planned while the database saves another. */
	readonly workers?: number;
	/** Users of a batch. */
	readonly batch?: number;
	/** Seconds that a shard is a worker's without a sign of life. */
	readonly leaseSeconds?: number;
}

/**
 * Does a run, from its beginning or from where it was left, beside all others who do it, and gives how it stands once it
 * is finished. Waits where the database is away. Rejects with the reason of the signal where that ends it, and where it
 * cannot be done: nothing is talked of, or rows contradict each other.
 */
export async function runToEnd(deps: RunDeps, wanted: Run, options: RunOptions): Promise<RunWire> {
	const { database, now, report } = deps;
	const { onProgress, workers = 1, leaseSeconds = LEASE_SECONDS } = options;
	const { batch = deps.lines ? WRITTEN_BATCH_USERS : BATCH_USERS } = options;
	const failing = new AbortController();
	const signal = AbortSignal.any([options.signal, failing.signal]);
	const call = <T>(ask: () => Promise<T>): Promise<T> => outlast(ask, { signal, report });

	const run = await call(() => ensureRun(deps, wanted));
	const { runId } = run;
	const topics = await call(() => database.run((sql) => readTopics(sql, run)));
	const count = () => call(() => database.run((sql) => countRun(sql, runId)));
	const since = { at: now(), usersDone: (await count()).users_done };
	const standing = async (): Promise<RunWire> => {
		const counts = await count();
		return { ...counts, eta_seconds: etaOf(counts, now(), since) };
	};

	let toldAt = since.at;
	const onStep = async (): Promise<void> => {
		if (!onProgress || now() - toldAt < PROGRESS_SECONDS) return;
		toldAt = now();
		onProgress(await standing());
	};
	const work: WorkOptions = { occasion: { run, topics }, signal, batch, leaseSeconds, onStep };
	const doShards = async (): Promise<void> => {
		for (;;) {
			const lease = await call(() => {
				const at = now();
				return database.run((sql) => claimShard(sql, runId, { now: at, until: at + leaseSeconds }));
			});
			if (lease) await doShard(deps, lease, work);
			else if (await call(() => database.run((sql) => finishRun(sql, runId, now())))) return;
			else await abortable(LOOK_MS / 1000, signal);
			await onStep();
		}
	};
	// The first error ends all of them, and is what becomes of the run.
	await Promise.all(Array.from({ length: workers }, () => doShards().catch((error) => failing.abort(error))));
	signal.throwIfAborted();
	const finished = await standing();
	onProgress?.(finished);
	return finished;
}
