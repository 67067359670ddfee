import type { Fold } from "../log/fold.js";
import type { Peopled } from "../snapshots/apply-snapshot.js";
import { applyChanges } from "./change-tracker.js";
import { createEntryMaker } from "./world-entry.js";
import { askAll, commit, dumpMemory, emptyMemory, hear, loadMemory, peopledBy } from "./world-memory.js";
import type { Saying, WorldEntry, WorldMemory } from "./world-memory.js";

/** Type of the entries of a world's topic. */
export const SNAPSHOT_ENTRY = "snapshot";

export function worldTopic(worldId: string): string {
	return `world:${worldId}`;
}

export function parseEntry(data: string): WorldEntry {
	return JSON.parse(data) as WorldEntry;
}

/** A tick, or what was heard without one, which the log does not hold. */
export type WorldTopicEntry =
	| {
			readonly type: typeof SNAPSHOT_ENTRY;
			readonly data: WorldEntry;
			/** What the tick leads to, where it was made here. */
			readonly leadsTo?: Peopled;
	  }
	| { readonly type: "heard"; readonly data: Saying };

/** How the entries of a world's topic make its memory. `now` is in unix seconds. */
export function createWorldFold(worldId: string, now: () => number): Fold<WorldMemory, WorldTopicEntry> {
	const entryOf = createEntryMaker();
	return {
		empty: emptyMemory,
		load: (text) => loadMemory(text, now()),
		dump: dumpMemory,
		apply: (memory, entry) => {
			if (entry.type === "heard") hear(memory, entry.data, now());
			else if (entry.type === SNAPSHOT_ENTRY) {
				const { data, leadsTo } = entry;
				const peopled = leadsTo ?? peopledBy(applyChanges(memory.peopled.state, data.fullCast));
				commit(memory, data, { peopled, now: now() });
			}
		},
		place: (memory, at) => {
			memory.cursor = at;
		},
		skip: (memory, newest) => {
			if (newest?.type === SNAPSHOT_ENTRY) {
				memory.tick = Math.max(memory.tick, newest.data.tick);
				memory.timestamp = newest.data.timestamp;
			}
			askAll(memory, now());
		},
		/** Ticks go on rising. What else was known here alone, its servers are asked for: it may be older than what is. */
		regain: ({ tick }, { tick: known, timestamp, peopled }) => {
			if (tick <= known) return [];
			const { entities } = peopled.state;
			const told = { worldId, tick: tick + 1, timestamp, fullCast: {} };
			return [{ type: SNAPSHOT_ENTRY, data: entryOf(told, { before: entities, after: entities }) }];
		},
	};
}
