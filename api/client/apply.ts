import type {
	CollectionChanges,
	FieldChange,
	FullChangeSet,
	LimitedChangeSet,
} from "../src/worlds/changes.js";
import { getField, parseFieldPath, sameJson, setField } from "./field-path.js";
import type { TickFrame } from "./frames.js";
import type { ById, SyncedEntity, SyncedWorld, Thing } from "./world-copy.js";

/** A change does not fit the copy that it should change: the copy is no longer the server's world. */
export class Diverged extends Error {
	override readonly name = "Diverged";
}

function updateOne<T extends Thing>(items: Map<string, T>, change: FieldChange): void {
	const item = items.get(change.entityId);
	if (!item) throw new Diverged(`${change.entityId} is changed but not known`);
	const path = parseFieldPath(change.field);
	// The server tells what it changed from, so a copy that has drifted is found at its next change.
	if (!sameJson(getField(item, path), change.oldValue)) {
		throw new Diverged(`${change.field} of ${change.entityId} was something else`);
	}
	items.set(change.entityId, setField(item, path, change.newValue) as T);
}

function applyTo<T extends Thing>(items: ById<T>, changes: CollectionChanges<T> | undefined): ById<T> {
	if (!changes) return items;
	const next = new Map(items);
	for (const { id } of changes.deleted) {
		if (!next.delete(id)) throw new Diverged(`${id} is gone but was not known`);
	}
	for (const item of changes.created) {
		if (next.has(item.id)) throw new Diverged(`${item.id} is new but was known`);
		next.set(item.id, item);
	}
	for (const change of changes.updated) updateOne(next, change);
	return next;
}

function applyVisible(entities: ById<SyncedEntity>, changes: LimitedChangeSet): ById<SyncedEntity> {
	if (!changes.entityRemoved && !changes.entityCreated && !changes.entityMoved) return entities;
	const next = new Map(entities);
	for (const id of changes.entityRemoved ?? []) {
		if (!next.delete(id)) throw new Diverged(`${id} is gone but was not known`);
	}
	for (const entity of changes.entityCreated ?? []) {
		if (next.has(entity.id)) throw new Diverged(`${entity.id} is new but was known`);
		next.set(entity.id, entity as SyncedEntity);
	}
	for (const { id, position } of changes.entityMoved ?? []) {
		const entity = next.get(id);
		if (!entity) throw new Diverged(`${id} moved but is not known`);
		next.set(id, { ...entity, position });
	}
	return next;
}

/**
 * The world after a tick. Both casts are taken: a full change set names collections, a limited one what was
 * seen. @throws Diverged where the tick does not fit; `world` stays as it was.
 */
export function applyTick(world: SyncedWorld, frame: TickFrame): SyncedWorld {
	const changes: FullChangeSet & LimitedChangeSet = frame.changes;
	return {
		tick: frame.tick,
		timestamp: frame.timestamp ?? world.timestamp,
		entities: applyVisible(applyTo<SyncedEntity>(world.entities, changes.entities), changes),
		npcs: applyTo(world.npcs, changes.npcs),
		clusters: applyTo(world.clusters, changes.clusters),
		resources: applyTo(world.resources, changes.resources),
		buildings: applyTo(world.buildings, changes.buildings),
	};
}
