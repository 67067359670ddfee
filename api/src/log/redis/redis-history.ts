import type { Redis } from "ioredis";
import { ERASE_LOST, SETTLE } from "./history-scripts.js";
import { TOPICS_PER_ERASURE } from "./redis-log-limits.js";

/**
 * What all keys of the log begin with. The braces put them into one slot of a Redis Cluster, as every script looks
 * at the history and at a topic in one step.
 */
const PREFIX = "{earshot:log}:";

const HISTORY = `${PREFIX}history`;
const LOST_HISTORIES = `${PREFIX}lost`;

/** The keys of a history: the record of it, and the set of its topics. */
export function historyKeys(history: string): readonly [string, string] {
	return [HISTORY, `${PREFIX}${history}:topics`];
}

export function topicKey(history: string, topic: string): string {
	return `${PREFIX}${history}:topic:${topic}`;
}

/** What a process knows of the history that Redis holds. */
export interface History {
	readonly id: string;
	/** The run of the Redis server in which it was last seen. */
	readonly run: string;
	/** How many writes this process has seen of it: every write counts one on, every answer tells. */
	readonly seq: number;
}

export interface Settled {
	readonly history: History;
	/** Lost histories whose entries are still held. */
	readonly lost: number;
}

export interface SettleOptions {
	/** The name of a history, should one begin. */
	readonly fresh: string;
	readonly known: History | undefined;
	/** Whether a topic of the known history was found missing. */
	readonly isLost: boolean;
}

/**
 * Asks Redis which history it holds, or begins one. The history goes on where nothing that was acknowledged can
 * have been lost, else another begins, so that no cursor of the old one is ever taken for a place in the new:
 *
 * - Redis was emptied, or holds none: there is no record of a history, and another begins.
 * - Redis was started again (its `run_id` is another) without an append-only file: what it loaded, if anything, is
 *   an older state. Another begins.
 * - It was started again with an append-only file, or a replica took over: the history goes on, and its record notes
 *   how many writes were restored. A process that knows of more than were restored in any run since the one it saw
 *   last (the file's end was not on the disk yet; the replica lagged behind) has proof of a loss: another begins.
 *   Only where every process that knew of the lost writes died as well does the history go on without them; a reader
 *   who saw them is told `future`, unless as many new ones were appended before it came. `appendfsync always` rules
 *   that out.
 * - It holds less than this process has seen in the same run (another data set was loaded): another begins.
 *
 * Entries of histories that are over are not found any more, as keys name their history, and are erased.
 */
export async function settleHistory(
	client: Redis,
	{ fresh, known, isLost }: SettleOptions,
): Promise<Settled> {
	const [id, run, seq, lost] = (await client.eval(
		SETTLE,
		2,
		HISTORY,
		LOST_HISTORIES,
		fresh,
		known?.id ?? "",
		known?.run ?? "",
		known?.seq ?? 0,
		isLost ? 1 : 0,
	)) as [string, string, number, number];
	return { history: { id, run, seq }, lost };
}

/** Erases what lost histories hold, a part at a time, so that others are served in between. */
export async function eraseLostHistories(client: Redis): Promise<void> {
	let left = 1;
	while (left > 0) {
		left = (await client.eval(ERASE_LOST, 1, LOST_HISTORIES, PREFIX, TOPICS_PER_ERASURE)) as number;
	}
}
