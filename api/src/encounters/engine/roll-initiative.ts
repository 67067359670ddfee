import { rollD20 } from "./dice.js";
import type { Draft } from "./draft.js";

/** The count that an entity acts on: as it was set, else rolled. */
export function rollInitiative(draft: Draft, entityId: string): number {
	const { initiative: set, initiativeBonus } = draft.one(entityId);
	if (set !== null) return set;
	const { total } = rollD20(draft, initiativeBonus, { entityId, for: "initiative", mode: "normal" });
	draft.change(entityId, { initiative: total });
	return total;
}
