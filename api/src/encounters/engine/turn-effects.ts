import { tickConditions } from "./affect.js";
import { deathSave } from "./harm.js";
import type { Draft } from "./draft.js";
import { savingThrow } from "./saves.js";

/** What happens by itself when the turn of an entity starts. */
export function startTurnEffects(draft: Draft, entityId: string): void {
	tickConditions(draft, "start", entityId);
	if (draft.one(entityId).life === "down") deathSave(draft, entityId);
}

/** What happens by itself when it ends. */
export function endTurnEffects(draft: Draft, entityId: string): void {
	for (const shaken of draft.one(entityId).conditions) {
		if (!shaken.saveEnds) continue;
		const { ability, dc } = shaken.saveEnds;
		if (!savingThrow(draft, entityId, { ability, dc, against: shaken.condition })) continue;
		const { conditions } = draft.one(entityId);
		draft.change(entityId, { conditions: conditions.filter((one) => one !== shaken) });
	}
	tickConditions(draft, "end", entityId);
}
