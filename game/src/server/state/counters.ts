import type { SnapshotWire } from "../../shared/wire";
import type { BudgetGauge } from "./budget";
import type { Failure, Verdict } from "./verdict";

/** What has happened since the start. Requests count what went out, syncs what was confirmed. */
export interface SyncCounters {
	syncs: number;
	fulls: number;
	deltas: number;
	clusterUpdates: number;
	requests: number;
	retried: number;
	/** Confirmed by the backend as taken before: a confirmation had been lost. */
	duplicates: number;
	bytesSent: number;
	failed: Record<Failure, number>;
	eventsQueued: number;
	eventsAcked: number;
	/** Events given up because the outbox was full. */
	eventsDropped: number;
	/** Events that could not be encoded or that the backend refused. */
	eventsSetAside: number;
	/** Members and clusters left out because of them the whole could not be told. */
	leftOut: number;
	/** Numbers that were not finite, and so not told. */
	notFinite: number;
	/** Parts of payloads that the backend understood and left out. */
	ignored: number;
}

/** The counters, and where things stand now. */
export interface GameStateStats extends Readonly<SyncCounters> {
	readonly eventsWaiting: number;
	readonly bytesWaiting: number;
	readonly watchers: number;
	readonly inFlight: boolean;
	readonly budget: BudgetGauge;
}

export function newCounters(): SyncCounters {
	return {
		syncs: 0,
		fulls: 0,
		deltas: 0,
		clusterUpdates: 0,
		requests: 0,
		retried: 0,
		duplicates: 0,
		bytesSent: 0,
		failed: { lost: 0, unsent: 0, busy: 0, server: 0, barred: 0, refused: 0, needFull: 0 },
		eventsQueued: 0,
		eventsAcked: 0,
		eventsDropped: 0,
		eventsSetAside: 0,
		leftOut: 0,
		notFinite: 0,
		ignored: 0,
	};
}

/** Counts a body that the backend holds now. */
export function countConfirmed(
	counters: SyncCounters,
	body: SnapshotWire,
	{ duplicate, ignored }: Verdict & { kind: "taken" },
): void {
	counters.syncs += 1;
	counters.eventsAcked += body.events.size();
	counters.ignored += ignored.size();
	if (duplicate) counters.duplicates += 1;
	if (body.kind === "full") counters.fulls += 1;
	else if (body.kind === "cluster_update") counters.clusterUpdates += 1;
	else counters.deltas += 1;
}
