import type { Frame } from "../doors/topic-view.js";
import type { LogEntry } from "../log/log.js";
import { foldLimited } from "./fold-limited.js";
import { SNAPSHOT_ENTRY, parseEntry } from "./restore-world.js";
import type { WorldEntry } from "./world-memory.js";

/** What of a tick each of its frames says beside the changes. Absent parts are left out by JSON. */
function tickData(entry: WorldEntry, changes: object, span?: number): string {
	const { tick, timestamp, checksum } = entry;
	return JSON.stringify({ type: SNAPSHOT_ENTRY, tick, timestamp, span, changes, checksum });
}

function frameOf(make: (entry: WorldEntry) => Omit<Frame, "event">): (entry: LogEntry) => Frame | undefined {
	return ({ type, data }) =>
		type === SNAPSHOT_ENTRY ? { event: SNAPSHOT_ENTRY, ...make(parseEntry(data)) } : undefined;
}

/** A tick for who reads everything. */
export const fullFrame = frameOf((entry) => ({ data: tickData(entry, entry.fullCast) }));

/** What somebody in the world could see of a tick. */
export const limitedFrame = frameOf((entry) => ({ data: tickData(entry, entry.limitedCast) }));

/** The same with its moves packed; a tick of which they were not packed has them as JSON. */
export const packedFrame = frameOf((entry) => {
	const { packed, limitedCast } = entry;
	if (packed === undefined) return { data: tickData(entry, limitedCast) };
	const { entityMoved: _, ...others } = limitedCast;
	return {
		data: tickData(entry, { ...others, packed }),
		binary: { data: tickData(entry, others), bytes: Buffer.from(packed, "base64") },
	};
});

/** What somebody in the world could see of many ticks, as one; `span` tells how many entries it stands for. */
export function foldedFrame(entries: readonly LogEntry[]): Frame | undefined {
	if (entries.some(({ type }) => type !== SNAPSHOT_ENTRY)) return undefined;
	const ticks = entries.map(({ data }) => parseEntry(data));
	const changes = foldLimited(ticks.map(({ limitedCast }) => limitedCast));
	return { event: SNAPSHOT_ENTRY, data: tickData(ticks.at(-1)!, changes, entries.length) };
}
