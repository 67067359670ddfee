import { doBatch } from "./do-batch.js";
import { type Lease, releaseLease, renewLease } from "./leases.js";
import { outlast } from "./outlast.js";
import type { Occasion } from "./plan-step.js";
import { readMembers } from "./read-members.js";
import type { RunDeps } from "./run.js";
import { type StepAhead, writeAhead } from "./write-ahead.js";

/** How a worker goes about a run. */
export interface WorkOptions {
	readonly occasion: Occasion;
	/** Leaves the rest to others. */
	readonly signal: AbortSignal;
	/** Users of a batch. */
	readonly batch: number;
	/** Seconds that a shard is a worker's without a sign of life. */
	readonly leaseSeconds: number;
	/** After each batch, and each look at what others do. */
	readonly onStep: () => Promise<void>;
}

/**
 * Does a shard, batch by batch, until it is done, or somebody else's. Where the signal or an error ends it, which it
 * rejects with, others can go on at once.
 */
export async function doShard(deps: RunDeps, lease: Lease, options: WorkOptions): Promise<void> {
	const { database, tell, now, report } = deps;
	const { occasion, signal, batch: limit, leaseSeconds, onStep } = options;
	try {
		for (let doneUpTo = lease.doneUpTo; ;) {
			const ahead = await stepsAhead(deps, { ...lease, doneUpTo }, options);
			const done = await outlast(
				() =>
					database.transaction((sql) => {
						const at = now();
						return doBatch(sql, lease, { occasion, limit, now: at, until: at + leaseSeconds, ahead });
					}),
				{ signal, report },
			);
			if (done.told.length > 0) await tell(done.told);
			if (done.shard !== "goes on") return;
			doneUpTo = done.doneUpTo;
			await onStep();
		}
	} catch (error) {
		// Where that fails too, they wait until the lease has run out.
		await database.run((sql) => releaseLease(sql, lease)).catch(() => undefined);
		throw error;
	}
}

/** What the next batch is told in, where somebody is to find words for it; the shard is kept as long as that takes. */
async function stepsAhead(
	{ database, lines, now, report }: RunDeps,
	lease: Lease,
	{ occasion, signal, batch: limit, leaseSeconds }: WorkOptions,
): Promise<StepAhead | undefined> {
	if (!lines) return undefined;
	const { shard, doneUpTo: after } = lease;
	const wanted = { shard, after, slot: occasion.run.slot, limit, isHeld: false };
	const members = await outlast(() => database.run((sql) => readMembers(sql, wanted)), { signal, report });
	const lost = new AbortController();
	const keep = async (): Promise<void> => {
		const isKept = await database.run((sql) => renewLease(sql, lease, now() + leaseSeconds));
		if (!isKept) lost.abort();
	};
	// Where one fails there is another before the lease runs out; where all do, the batch finds the shard lost.
	const keeping = setInterval(() => void keep().catch(() => undefined), (leaseSeconds * 1000) / 3);
	try {
		return await writeAhead(members, occasion, {
			lines,
			report,
			signal: AbortSignal.any([signal, lost.signal]),
		});
	} finally {
		clearInterval(keeping);
	}
}
