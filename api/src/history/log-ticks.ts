import type { Log } from "../log/log.js";
import { SNAPSHOT_ENTRY, parseEntry, worldTopic } from "../worlds/restore-world.js";
import type { World } from "../worlds/worlds.js";
import { TICKS_A_BATCH } from "./history-limits.js";
import type { TickRecord } from "./snapshot-store.js";

/** How entries of worlds begin; those that do not are parsed. */
const HEAD = /^\{"worldId":"[^"\\]*","tick":(\d+),/;

function tickOf(data: string): number {
	const found = HEAD.exec(data);
	return found ? Number(found[1]) : parseEntry(data).tick;
}

/** The entry's own text, with the history of the log that it is from before all else. */
function storedText(epoch: string, data: string): string {
	return `{"epoch":${JSON.stringify(epoch)},${data.slice(1)}`;
}

/**
 * The next ticks after `after` that the log holds, oldest first and at most a batch of them; none where it holds
 * none. Rejects with LogError where the log cannot be read.
 */
export async function ticksAfter(log: Log, { id, memory }: World, after: number): Promise<TickRecord[]> {
	const topic = worldTopic(id);
	const { cursor, tick: newest } = memory;
	if (after >= newest) return [];
	// A tick is an entry: where one is not, it is looked for from here.
	let offset = Math.max(0, cursor.offset - (newest - after));
	for (;;) {
		const read = await log.read(topic, { ...cursor, offset }, TICKS_A_BATCH);
		if (!read.ok) {
			// Another history has begun: the world in memory will follow it, and is asked again then.
			if (read.reason !== "expired") return [];
			offset = (await log.oldest(topic)) - 1;
			continue;
		}
		const last = read.entries.at(-1);
		if (!last) return [];
		const ticks = read.entries
			.filter(({ type }) => type === SNAPSHOT_ENTRY)
			.map(({ at, data }) => ({ tick: tickOf(data), at, data }));
		const [first] = ticks;
		if (first && first.tick > after + 1 && offset >= (await log.oldest(topic))) {
			offset = Math.max(0, offset - (first.tick - after - 1));
			continue;
		}
		const wanted = ticks.filter(({ tick }) => tick > after);
		if (wanted.length > 0) {
			return wanted.map((record) => ({ ...record, data: storedText(read.epoch, record.data) }));
		}
		offset = last.offset;
	}
}
