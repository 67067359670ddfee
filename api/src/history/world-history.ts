import { diffWorlds, invertChanges } from "../worlds/change-tracker.js";
import type { CollectionChanges, FullChangeSet, WorldSnapshot } from "../worlds/changes.js";
import type { Recorded } from "../worlds/record-changes.js";
import type { WorldState } from "../worlds/world.js";
import { createRecordVersions } from "./record-versions.js";
import type { ArchivedTick } from "./world-archive.js";

/** A tick and when it was. */
export type HeldTick = ArchivedTick;

/** What of a tick a history needs. */
export type Tick = Pick<WorldSnapshot, "tick" | "timestamp" | "fullCast">;

/**
 * A world at each of a run of ticks: every form that a record had is held once, by the tick that made it, so that
 * the state at any of them is found by a binary search per record.
 */
export interface WorldHistory {
	readonly oldest: () => HeldTick;
	readonly newest: () => HeldTick;
	readonly holds: (tick: number) => boolean;
	/** Unix seconds; undefined where the tick is not held. */
	readonly timestampOf: (tick: number) => number | undefined;
	/** Forms held, ticks counted with them; at most `maxVersions`, however few ticks are left then. */
	readonly versions: () => number;
	/**
	 * Adds the tick after the newest, and the state that it led to; lets go of the oldest ticks where there is no
	 * room. False, with nothing changed, where it is another tick.
	 */
	readonly add: (tick: Tick, after: WorldState) => boolean;
	/**
	 * Adds the tick before the oldest, given the change set that made the oldest. False, with nothing changed, where
	 * it is another tick or there is no room.
	 *
	 * @throws Error where the change set belongs to another state
	 */
	readonly extend: (before: HeldTick, changes: FullChangeSet) => boolean;
	/** The world at a tick, as readers of that tick saw it; records in no particular order. Undefined where it is not held. */
	readonly stateAt: (tick: number) => WorldState | undefined;
	/** What leads from one tick to another, in either direction. Undefined where one of them is not held. */
	readonly diff: (from: number, to: number) => FullChangeSet | undefined;
}

/** Forms that a change set adds to a history which it extends: one for each record of before, and one for its end. */
function formsOf(changes: CollectionChanges<Recorded> | undefined): number {
	if (!changes) return 0;
	return new Set(changes.updated.map(({ entityId }) => entityId)).size + 2 * changes.deleted.length;
}

/** Forms, and the tick itself. */
function weightOf({ entities, npcs, clusters, resources, buildings }: FullChangeSet): number {
	return [entities, npcs, clusters, resources, buildings].reduce((sum, set) => sum + formsOf(set), 1);
}

/** A history that holds one tick. */
export function createWorldHistory(
	{ tick, timestamp }: HeldTick,
	state: WorldState,
	maxVersions: number,
): WorldHistory {
	const entities = createRecordVersions(state.entities);
	const npcs = createRecordVersions(state.npcs);
	const clusters = createRecordVersions(state.clusters);
	const resources = createRecordVersions(state.resources);
	const buildings = createRecordVersions(state.buildings);
	const all = [entities, npcs, clusters, resources, buildings];
	/** Without a hole. */
	const ticks: HeldTick[] = [{ tick, timestamp }];

	const oldest = (): HeldTick => ticks[0]!;
	const newest = (): HeldTick => ticks[ticks.length - 1]!;
	const holds = (wanted: number): boolean =>
		Number.isInteger(wanted) && wanted >= oldest().tick && wanted <= newest().tick;
	const versions = (): number => all.reduce((sum, { size }) => sum + size(), ticks.length);

	const trim = (): void => {
		while (versions() > maxVersions && ticks.length > 1) {
			ticks.shift();
			for (const { letGo } of all) letGo(oldest().tick);
		}
	};

	const stateAt = (wanted: number): WorldState | undefined =>
		holds(wanted)
			? {
					entities: entities.at(wanted),
					npcs: npcs.at(wanted),
					clusters: clusters.at(wanted),
					resources: resources.at(wanted),
					buildings: buildings.at(wanted),
				}
			: undefined;

	return {
		oldest,
		newest,
		holds,
		timestampOf: (wanted) => (holds(wanted) ? ticks[wanted - oldest().tick]!.timestamp : undefined),
		versions,
		add: ({ tick: added, timestamp: at, fullCast }, after) => {
			if (added !== newest().tick + 1) return false;
			if (fullCast.entities) entities.add(added, fullCast.entities, after.entities);
			if (fullCast.npcs) npcs.add(added, fullCast.npcs, after.npcs);
			if (fullCast.clusters) clusters.add(added, fullCast.clusters, after.clusters);
			if (fullCast.resources) resources.add(added, fullCast.resources, after.resources);
			if (fullCast.buildings) buildings.add(added, fullCast.buildings, after.buildings);
			ticks.push({ tick: added, timestamp: at });
			trim();
			return true;
		},
		extend: (before, changes) => {
			const first = oldest();
			if (before.tick !== first.tick - 1 || versions() + weightOf(changes) > maxVersions) return false;
			const undo = invertChanges(changes);
			if (undo.entities) entities.extend(first.tick, undo.entities);
			if (undo.npcs) npcs.extend(first.tick, undo.npcs);
			if (undo.clusters) clusters.extend(first.tick, undo.clusters);
			if (undo.resources) resources.extend(first.tick, undo.resources);
			if (undo.buildings) buildings.extend(first.tick, undo.buildings);
			ticks.unshift({ tick: before.tick, timestamp: before.timestamp });
			return true;
		},
		stateAt,
		diff: (from, to) => {
			const [before, after] = [stateAt(from), stateAt(to)];
			return before && after && diffWorlds(before, after);
		},
	};
}
