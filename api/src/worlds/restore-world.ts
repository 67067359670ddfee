import type { Cursor } from "../log/cursor.js";
import type { Log } from "../log/log.js";
import { applyChanges } from "./change-tracker.js";
import { commit, emptyMemory, loadMemory, peopledBy } from "./world-memory.js";
import type { WorldEntry, WorldMemory } from "./world-memory.js";

/** Type of the entries of a world's topic. */
export const SNAPSHOT_ENTRY = "snapshot";

/** Entries read at a time while a world is brought back. */
const PAGE = 256;

export interface RestoreDeps {
	readonly log: Log;
	/** Unix seconds. */
	readonly now: () => number;
	/** Says in the service's own log what its keepers should know. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

export function worldTopic(worldId: string): string {
	return `world:${worldId}`;
}

export function parseEntry(data: string): WorldEntry {
	return JSON.parse(data) as WorldEntry;
}

/** Replays entries up to `head`; false where some that should follow are not held. */
async function replay(
	memory: WorldMemory,
	head: Cursor,
	{ log, topic, now }: { log: Log; topic: string; now: number },
) {
	let { state } = memory.peopled;
	while (memory.cursor.offset < head.offset) {
		const read = await log.read(topic, memory.cursor, PAGE);
		if (!read.ok) return false;
		for (const { offset, type, data } of read.entries) {
			const cursor = { epoch: head.epoch, offset };
			if (type !== SNAPSHOT_ENTRY) memory.cursor = cursor;
			else {
				const entry = parseEntry(data);
				state = applyChanges(state, entry.fullCast);
				commit(memory, entry, { peopled: memory.peopled, cursor, now });
			}
		}
		memory.peopled = peopledBy(state);
	}
	return memory.cursor.offset === head.offset;
}

/** Goes on after a hole: with the state that is left, the newest tick's number, and senders who must tell all again. */
async function skipHole(
	memory: WorldMemory,
	head: Cursor,
	{ log, topic, now }: { log: Log; topic: string; now: number },
) {
	if (head.offset > 0) {
		const read = await log.read(topic, { ...head, offset: head.offset - 1 }, 1);
		const [newest] = read.ok ? read.entries : [];
		if (newest?.type === SNAPSHOT_ENTRY) {
			const { tick, timestamp } = parseEntry(newest.data);
			memory.tick = Math.max(memory.tick, tick);
			memory.timestamp = timestamp;
		}
	}
	memory.cursor = head;
	// Put aside with the next payload, so that the hole is met but once.
	memory.uncovered = Infinity;
	const sources = [...memory.peopled.state.entities.values()].map(({ source }) => source);
	memory.sources = new Map(
		sources.map((source) => [source, { seq: 0, replaced: [], timestamp: 0, heardAt: now }]),
	);
}

/**
 * Brings a world back from its latest checkpoint and the entries after it; a world that the log does not know
 * is empty. Where entries are missing its senders are asked for full snapshots, and `report` is told.
 */
export async function restoreWorld(worldId: string, { log, now, report }: RestoreDeps): Promise<WorldMemory> {
	const topic = worldTopic(worldId);
	const head = await log.head(topic);
	const checkpoint = await log.latestCheckpoint(topic);
	const from = { epoch: head.epoch, offset: checkpoint?.offset ?? 0 };
	const memory = checkpoint ? loadMemory(checkpoint.value, from) : emptyMemory(from);
	const at = now();
	if (await replay(memory, head, { log, topic, now: at })) {
		// Nobody could be heard while the service was away.
		for (const [id, source] of memory.sources) memory.sources.set(id, { ...source, heardAt: at });
	} else {
		report(
			"Entries of a world are missing after its latest checkpoint: asking its servers for full snapshots.",
			{
				worldId,
				checkpoint: from.offset,
				reached: memory.cursor.offset,
				head: head.offset,
			},
		);
		await skipHole(memory, head, { log, topic, now: at });
	}
	return memory;
}
