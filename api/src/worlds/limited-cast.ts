import type { Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { FullChangeSet, LimitedChangeSet } from "./changes.js";
import type { Entity } from "./world.js";

/** What of an entity somebody in the world can see. */
export interface VisibleEntity {
	readonly id: string;
	readonly type: string;
	readonly position?: Entity["position"];
}

export function visibleEntity({ id, type, position }: Entity): VisibleEntity {
	return { id, type, ...(position ? { position } : {}) };
}

/** The part of a change set that somebody in the world could see; empty parts are left out. */
export function limitedCast(changes: FullChangeSet, after: ReadonlyMap<string, Entity>): LimitedChangeSet {
	const { created = [], updated = [], deleted = [] } = changes.entities ?? {};
	const moved = new Set<string>();
	for (const { entityId, field } of updated) {
		if (field === "position" || field.startsWith("position.")) moved.add(entityId);
	}
	const entityMoved: { readonly id: string; readonly position: Vec3Wire }[] = [];
	for (const id of moved) {
		const position = after.get(id)?.position;
		if (position) entityMoved.push({ id, position });
	}
	return {
		...(entityMoved.length > 0 ? { entityMoved } : {}),
		...(created.length > 0 ? { entityCreated: created.map(visibleEntity) } : {}),
		...(deleted.length > 0 ? { entityRemoved: deleted.map(({ id }) => id) } : {}),
	};
}
