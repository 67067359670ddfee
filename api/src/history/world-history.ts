import { diffWorlds, invertChanges } from "../worlds/change-tracker.js";
import type { CollectionChanges, FullChangeSet, WorldSnapshot } from "../worlds/changes.js";
import type { Recorded } from "../worlds/record-changes.js";
import type { WorldState } from "../worlds/world.js";
import { createRecordVersions } from "./record-versions.js";
import type { LetGo, RecordVersions } from "./record-versions.js";
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

interface Held extends HeldTick {
	/** Lets go of what the ticks before this one needed. */
	touched: readonly LetGo[];
}

function touchedBy<T extends Recorded>(
	versions: RecordVersions<T>,
	changes: CollectionChanges<T> | undefined,
	note: (versions: RecordVersions<T>, changes: CollectionChanges<T>) => readonly LetGo[],
): readonly LetGo[] {
	return changes ? note(versions, changes) : [];
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
	const ticks: Held[] = [{ tick, timestamp, touched: [] }];

	const oldest = (): Held => ticks[0]!;
	const newest = (): Held => ticks[ticks.length - 1]!;
	const holds = (wanted: number): boolean =>
		Number.isInteger(wanted) && wanted >= oldest().tick && wanted <= newest().tick;
	const versions = (): number => all.reduce((sum, { size }) => sum + size(), ticks.length);

	const trim = (): void => {
		let held = versions();
		while (held > maxVersions && ticks.length > 1) {
			ticks.shift();
			const first = oldest();
			held -= 1;
			for (const letGo of first.touched) held -= letGo(first.tick);
			first.touched = [];
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
		oldest: () => ({ tick: oldest().tick, timestamp: oldest().timestamp }),
		newest: () => ({ tick: newest().tick, timestamp: newest().timestamp }),
		holds,
		timestampOf: (wanted) => (holds(wanted) ? ticks[wanted - oldest().tick]!.timestamp : undefined),
		versions,
		add: ({ tick: added, timestamp: at, fullCast }, after) => {
			if (added !== newest().tick + 1) return false;
			const touched = [
				touchedBy(entities, fullCast.entities, (kept, set) => kept.add(added, set, after.entities)),
				touchedBy(npcs, fullCast.npcs, (kept, set) => kept.add(added, set, after.npcs)),
				touchedBy(clusters, fullCast.clusters, (kept, set) => kept.add(added, set, after.clusters)),
				touchedBy(resources, fullCast.resources, (kept, set) => kept.add(added, set, after.resources)),
				touchedBy(buildings, fullCast.buildings, (kept, set) => kept.add(added, set, after.buildings)),
			].flat();
			ticks.push({ tick: added, timestamp: at, touched });
			trim();
			return true;
		},
		extend: (before, changes) => {
			const first = oldest();
			if (before.tick !== first.tick - 1 || versions() + weightOf(changes) > maxVersions) return false;
			const undo = invertChanges(changes);
			first.touched = [
				touchedBy(entities, undo.entities, (kept, set) => kept.extend(first.tick, set)),
				touchedBy(npcs, undo.npcs, (kept, set) => kept.extend(first.tick, set)),
				touchedBy(clusters, undo.clusters, (kept, set) => kept.extend(first.tick, set)),
				touchedBy(resources, undo.resources, (kept, set) => kept.extend(first.tick, set)),
				touchedBy(buildings, undo.buildings, (kept, set) => kept.extend(first.tick, set)),
			].flat();
			ticks.unshift({ tick: before.tick, timestamp: before.timestamp, touched: [] });
			return true;
		},
		stateAt,
		diff: (from, to) => {
			const [before, after] = [stateAt(from), stateAt(to)];
			return before && after && diffWorlds(before, after);
		},
	};
}
