import type { Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { LimitedChangeSet } from "./changes.js";

type Created = NonNullable<LimitedChangeSet["entityCreated"]>[number];

/** What became of an entity that some change set names. */
interface Fate {
	/** Whether it was there before the first of them. */
	readonly wasThere: boolean;
	/** As it was created last, at its newest place; undefined where it was there all the time, or is gone. */
	created?: Created;
	/** Its newest place, where it was there all the time. */
	moved?: Vec3Wire;
	isGone: boolean;
}

/**
 * One change set that leads where many lead one after the other. Each is applied in the order removed, created,
 * moved, and so is the result: who was removed and came again is in the first two, who came and went in none.
 */
export function foldLimited(sets: readonly LimitedChangeSet[]): LimitedChangeSet {
	const fates = new Map<string, Fate>();

	function fateOf(id: string, wasThere: boolean): Fate {
		let fate = fates.get(id);
		if (!fate) fates.set(id, (fate = { wasThere, isGone: false }));
		return fate;
	}

	for (const { entityRemoved = [], entityCreated = [], entityMoved = [] } of sets) {
		for (const id of entityRemoved) {
			const fate = fateOf(id, true);
			fate.isGone = true;
			delete fate.created;
			delete fate.moved;
		}
		for (const entity of entityCreated) {
			const fate = fateOf(entity.id, false);
			fate.isGone = false;
			fate.created = entity;
		}
		for (const { id, position } of entityMoved) {
			const fate = fateOf(id, true);
			if (fate.created) fate.created = { ...fate.created, position };
			else fate.moved = position;
		}
	}
	return changeSetOf(fates);
}

function changeSetOf(fates: ReadonlyMap<string, Fate>): LimitedChangeSet {
	const entityRemoved: string[] = [];
	const entityCreated: Created[] = [];
	const entityMoved: { readonly id: string; readonly position: Vec3Wire }[] = [];
	for (const [id, { wasThere, created, moved, isGone }] of fates) {
		if (wasThere && (isGone || created)) entityRemoved.push(id);
		if (created) entityCreated.push(created);
		else if (moved) entityMoved.push({ id, position: moved });
	}
	return {
		...(entityMoved.length > 0 ? { entityMoved } : {}),
		...(entityCreated.length > 0 ? { entityCreated } : {}),
		...(entityRemoved.length > 0 ? { entityRemoved } : {}),
	};
}
