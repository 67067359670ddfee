import type { CollectionChanges, FieldChange, FullChangeSet } from "./changes.js";
import { draftMap } from "./draft-map.js";
import { patchedKeys } from "./patched-map.js";
import { changeRecord, diffRecord } from "./record-changes.js";
import type { Recorded } from "./record-changes.js";
import type { WorldState } from "./world.js";

type Collection<T> = ReadonlyMap<string, T>;

function diffCollection<T extends Recorded>(
	before: Collection<T>,
	after: Collection<T>,
): CollectionChanges<T> | undefined {
	if (before === after) return undefined;
	const patched = patchedKeys(before, after);
	if (patched) {
		const updated: FieldChange[] = [];
		for (const id of patched) {
			const [old, record] = [before.get(id)!, after.get(id)!];
			if (old !== record) updated.push(...diffRecord(old, record));
		}
		return updated.length > 0 ? { created: [], updated, deleted: [] } : undefined;
	}
	const created: T[] = [];
	const updated: FieldChange[] = [];
	const olds = before.values();
	for (const record of after.values()) {
		// Nearly all records of a tick are the very objects of the tick before, and in the same order.
		if (olds.next().value === record) continue;
		const old = before.get(record.id);
		if (old === record) continue;
		if (old) updated.push(...diffRecord(old, record));
		else created.push(record);
	}
	const someDeleted = before.size + created.length > after.size;
	const deleted = someDeleted ? [...before.values()].filter(({ id }) => !after.has(id)) : [];
	return created.length + updated.length + deleted.length > 0 ? { created, updated, deleted } : undefined;
}

/** Everything that differs between two states of a world, by kind and field; empty where nothing does. */
export function diffWorlds(before: WorldState, after: WorldState): FullChangeSet {
	const entities = diffCollection(before.entities, after.entities);
	const npcs = diffCollection(before.npcs, after.npcs);
	const clusters = diffCollection(before.clusters, after.clusters);
	const resources = diffCollection(before.resources, after.resources);
	const buildings = diffCollection(before.buildings, after.buildings);
	return {
		...(entities ? { entities } : {}),
		...(npcs ? { npcs } : {}),
		...(clusters ? { clusters } : {}),
		...(resources ? { resources } : {}),
		...(buildings ? { buildings } : {}),
	};
}

function applyCollection<T extends Recorded>(
	records: Collection<T>,
	changes: CollectionChanges<T> | undefined,
): Collection<T> {
	if (!changes) return records;
	const next = draftMap(records);
	for (const { id } of changes.deleted) next.delete(id);
	for (const record of changes.created) next.set(record.id, record);
	for (const change of changes.updated) {
		const record = next.get(change.entityId);
		if (!record) throw new Error(`A change set names ${change.entityId}, which this state does not hold.`);
		next.set(change.entityId, changeRecord(record, change));
	}
	return next.result();
}

/**
 * The state that a change set leads to: applied to the state it was taken from, exactly the state after it.
 *
 * @throws Error where the set belongs to another state
 */
export function applyChanges(state: WorldState, changes: FullChangeSet): WorldState {
	return {
		entities: applyCollection(state.entities, changes.entities),
		npcs: applyCollection(state.npcs, changes.npcs),
		clusters: applyCollection(state.clusters, changes.clusters),
		resources: applyCollection(state.resources, changes.resources),
		buildings: applyCollection(state.buildings, changes.buildings),
	};
}

function invertCollection<T>({ created, updated, deleted }: CollectionChanges<T>): CollectionChanges<T> {
	const undone = updated.map(({ oldValue, newValue, ...place }) => ({
		...place,
		...(newValue === undefined ? {} : { oldValue: newValue }),
		...(oldValue === undefined ? {} : { newValue: oldValue }),
	}));
	return { created: deleted, updated: undone, deleted: created };
}

/** The change set that leads back. What happened cannot be undone, so it holds no events. */
export function invertChanges(changes: FullChangeSet): FullChangeSet {
	const { entities, npcs, clusters, resources, buildings } = changes;
	return {
		...(entities ? { entities: invertCollection(entities) } : {}),
		...(npcs ? { npcs: invertCollection(npcs) } : {}),
		...(clusters ? { clusters: invertCollection(clusters) } : {}),
		...(resources ? { resources: invertCollection(resources) } : {}),
		...(buildings ? { buildings: invertCollection(buildings) } : {}),
	};
}
