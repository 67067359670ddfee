import type { FieldChange, FullChangeSet, LimitedChangeSet } from "../../src/worlds/changes.js";
import { unpackMoves, type Move, type Position } from "../../src/worlds/packed-moves.js";
import type { SeenMember } from "./check-world.js";

/** Whatever a world holds, by kind and id; with the limited cast entities alone. */
export interface BareCopy {
	readonly members: () => ReadonlyMap<string, SeenMember>;
	/** Replaces everything. */
	readonly load: (fullState: Readonly<Record<string, readonly Thing[]>>) => void;
	/** Applies a tick, its moves packed or not; throws where it does not fit exactly what is there. */
	readonly apply: (changes: FullChangeSet & LimitedChangeSet, packed?: Uint8Array) => void;
}

type Thing = { readonly id: string } & Readonly<Record<string, unknown>>;

const KINDS = ["entities", "npcs", "clusters", "resources", "buildings"] as const;

/** A copy that a reader without any library keeps: changes are applied as documented and nothing is forgiven. */
export function createBareCopy(): BareCopy {
	const kinds = new Map(KINDS.map((kind) => [kind, new Map<string, Thing>()]));
	const entities = kinds.get("entities")!;

	function create(things: Map<string, Thing>, thing: Thing): void {
		if (things.has(thing.id)) throw new Error(`${thing.id} is created again`);
		things.set(thing.id, thing);
	}

	function remove(things: Map<string, Thing>, id: string): void {
		if (!things.delete(id)) throw new Error(`${id} is removed, and is not there`);
	}

	function update(things: Map<string, Thing>, { entityId, field, oldValue, newValue }: FieldChange): void {
		const thing = things.get(entityId);
		if (!thing) throw new Error(`${entityId} is changed, and is not there`);
		const was = JSON.stringify(valueAt(thing, field.split(".")));
		if (was !== JSON.stringify(oldValue)) {
			throw new Error(`${field} of ${entityId} was ${was}, not ${JSON.stringify(oldValue)}`);
		}
		things.set(entityId, withValue(thing, field.split("."), newValue) as Thing);
	}

	function applyLimited({
		entityMoved = [],
		entityCreated = [],
		entityRemoved = [],
	}: LimitedChangeSet): void {
		for (const id of entityRemoved) remove(entities, id);
		for (const entity of entityCreated) create(entities, { ...entity });
		move(entityMoved);
	}

	function move(moves: readonly Move[]): void {
		for (const { id, position } of moves) {
			const entity = entities.get(id);
			if (!entity) throw new Error(`${id} moved, and is not there`);
			entities.set(id, { ...entity, position });
		}
	}

	return {
		members: () =>
			new Map(
				[...entities.values()].map((entity) => {
					const mood = kinds.get("npcs")!.get(entity.id)?.["mood"];
					return [entity.id, { ...entity, ...(mood !== undefined && { mood }) } as SeenMember];
				}),
			),
		load(fullState) {
			for (const [kind, things] of kinds) {
				things.clear();
				for (const thing of fullState[kind] ?? []) create(things, thing);
			}
		},
		apply(changes, packed) {
			const before = new Map(entities);
			for (const [kind, things] of kinds) {
				const { created = [], updated = [], deleted = [] } = changes[kind] ?? {};
				for (const { id } of deleted) remove(things, id);
				for (const thing of created) create(things, { ...thing });
				for (const change of updated) update(things, change);
			}
			applyLimited(changes);
			if (!packed) return;
			const placeOf = (id: string): Position | undefined =>
				before.get(id)?.["position"] as Position | undefined;
			move(unpackMoves(packed, { ids: [...entities.keys()].sort(), before: placeOf }));
		},
	};
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
	if (key === undefined) return value;
	if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
	return valueAt((value as Readonly<Record<string, unknown>>)[key], rest);
}

function withValue(value: unknown, [key, ...rest]: readonly string[], newValue: unknown): unknown {
	if (key === undefined) return newValue;
	const { [key]: old, ...others } = { ...(value as Readonly<Record<string, unknown>> | undefined) };
	const next = withValue(old, rest, newValue);
	return next === undefined ? others : { ...others, [key]: next };
}
