import type {
	CollectionChanges,
	FieldChange,
	FullChangeSet,
	LimitedChangeSet,
} from "../../src/worlds/changes.js";
import type { Entity, WorldState } from "../../src/worlds/world.js";

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a record holds itself: `__proto__` is a key like others. */
function own(fields: Fields, key: string): unknown {
	return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function fieldChanges(before: Fields, after: Fields, prefix = ""): Omit<FieldChange, "entityId">[] {
	const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...keys].flatMap((key) => {
		const field = prefix + key.replaceAll(/[\\.]/g, "\\$&");
		const [oldValue, newValue] = [own(before, key), own(after, key)];
		if (isFields(oldValue) && isFields(newValue)) return fieldChanges(oldValue, newValue, `${field}.`);
		return JSON.stringify(oldValue) === JSON.stringify(newValue) ? [] : [{ field, oldValue, newValue }];
	});
}

function collection<T extends { readonly id: string }>(
	before: ReadonlyMap<string, T>,
	after: ReadonlyMap<string, T>,
): CollectionChanges<T> | undefined {
	const created = [...after.values()].filter(({ id }) => !before.has(id));
	const deleted = [...before.values()].filter(({ id }) => !after.has(id));
	const updated = [...after.values()].flatMap((item): FieldChange[] => {
		const old = before.get(item.id);
		if (!old || old === item) return [];
		return fieldChanges({ ...old }, { ...item }).map((change) => ({ entityId: item.id, ...change }));
	});
	return created.length + deleted.length + updated.length > 0 ? { created, updated, deleted } : undefined;
}

/** Everything that differs between two worlds. */
export function diffFull(before: WorldState, after: WorldState): FullChangeSet {
	return {
		entities: collection(before.entities, after.entities),
		npcs: collection(before.npcs, after.npcs),
		clusters: collection(before.clusters, after.clusters),
		resources: collection(before.resources, after.resources),
		buildings: collection(before.buildings, after.buildings),
	};
}

const seen = ({ id, type, position }: Entity) => ({ id, type, position });

/** Whether somebody of the same id is not the one who was there: it has gone and come again. */
function isAnother(old: Entity, { type, position }: Entity): boolean {
	return old.type !== type || (old.position !== undefined && position === undefined);
}

/** What differs between two worlds for somebody who only sees them. */
export function diffLimited(before: WorldState, after: WorldState): LimitedChangeSet {
	const isNew = (entity: Entity): boolean => {
		const old = before.entities.get(entity.id);
		return !old || isAnother(old, entity);
	};
	const isGone = (old: Entity): boolean => {
		const entity = after.entities.get(old.id);
		return !entity || isAnother(old, entity);
	};
	const entities = [...after.entities.values()];
	return {
		entityCreated: entities.filter(isNew).map(seen),
		entityRemoved: [...before.entities.values()].filter(isGone).map(({ id }) => id),
		entityMoved: entities.flatMap((entity) => {
			const { id, position } = entity;
			if (isNew(entity) || !position) return [];
			const old = before.entities.get(id)?.position;
			return JSON.stringify(old) === JSON.stringify(position) ? [] : [{ id, position }];
		}),
	};
}
