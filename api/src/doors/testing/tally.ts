import type { Cursor } from "../../log/cursor.js";
import type { Log } from "../../log/log.js";
import type { TopicView } from "../topic-view.js";

/**
 * A world that knows at every moment what is right: entry `n` adds `weightOf(n)`, and the state after it is the
 * count and the sum. An entry lost, doubled or out of order shows in the very next event or state.
 */
export interface Tally {
	readonly count: number;
	readonly sum: number;
}

export const TALLY_TOPIC = "world:tally";

export function weightOf(n: number): number {
	return (Math.imul(n, 2654435761) >>> 0) % 1000;
}

export function tallyAt(count: number): Tally {
	let sum = 0;
	for (let n = 1; n <= count; n++) sum += weightOf(n);
	return { count, sum };
}

/** The text of entry `n`; long ones make frames that span packets. */
export function tallyData(n: number): string {
	return JSON.stringify({ n, weight: weightOf(n), padding: "·".repeat(weightOf(n) % 60) });
}

export interface TallyWriter {
	/** Appends `entries` as one unit; checkpoints every so often. Resolves with the count held. */
	readonly write: (entries: number) => Promise<number>;
}

/** Goes on where the log ends. */
export async function createTallyWriter(log: Log, checkpointEvery: number): Promise<TallyWriter> {
	let tally = tallyAt((await log.head(TALLY_TOPIC)).offset);
	let covered = 0;

	return {
		async write(entries) {
			const batch = Array.from({ length: entries }, (_, i) => tally.count + i + 1);
			const { offset } = await log.append(
				TALLY_TOPIC,
				batch.map((n) => ({ type: "tick", data: tallyData(n) })),
			);
			tally = { count: offset, sum: tally.sum + batch.reduce((sum, n) => sum + weightOf(n), 0) };
			if (offset - covered >= checkpointEvery) {
				covered = offset;
				await log.checkpoint(TALLY_TOPIC, { offset, value: JSON.stringify(tally) });
			}
			return offset;
		},
	};
}

/** The topic as a reader sees it; its state is the latest checkpoint and what the log holds after it. */
export function tallyView(log: Log): TopicView {
	return {
		topic: TALLY_TOPIC,
		key: "all",
		frame: ({ data }) => ({ event: "tick", data }),
		fold: (entries) => {
			const weight = entries.reduce((sum, { offset }) => sum + weightOf(offset), 0);
			return {
				event: "tick",
				data: JSON.stringify({ n: entries.at(-1)!.offset, weight, span: entries.length }),
			};
		},
		async fresh() {
			for (;;) {
				const fresh = await restore(log);
				if (fresh) return { cursor: fresh.cursor, data: JSON.stringify(fresh.tally) };
			}
		},
	};
}

/** Undefined where the checkpoint was overtaken by a newer one, and what follows it trimmed, in between. */
async function restore(log: Log): Promise<{ readonly cursor: Cursor; readonly tally: Tally } | undefined> {
	const { epoch } = await log.head(TALLY_TOPIC);
	const checkpoint = await log.latestCheckpoint(TALLY_TOPIC);
	let tally = JSON.parse(checkpoint?.value ?? '{"count":0,"sum":0}') as Tally;
	for (;;) {
		const cursor = { epoch, offset: tally.count };
		const result = await log.read(TALLY_TOPIC, cursor, 100);
		if (!result.ok) return undefined;
		if (result.entries.length === 0) return { cursor, tally };
		for (const { offset } of result.entries) tally = { count: offset, sum: tally.sum + weightOf(offset) };
	}
}
