import { removeCondition } from "./affect.js";
import type { TurnAction } from "./commands.js";
import { roll } from "./dice.js";
import { type Draft, refuse } from "./draft.js";
import { comeOut, hurt } from "./attack.js";
import { heal } from "./harm.js";
import { distance } from "./map.js";
import { targetOf } from "./sides.js";
import { sees } from "./sight.js";
import type { Rejection } from "./state.js";

/** An item is used on somebody, oneself if nobody is named, and is used up by it. */
export function useItem(draft: Draft, action: TurnAction): Rejection | undefined {
	const { entityId, itemId } = action;
	const one = draft.one(entityId);
	const item = one.inventory.find((carried) => carried.itemId === itemId && carried.quantity > 0);
	if (!item) return refuse("unknown", "You carry no such thing.");
	if (!item.use) return refuse("illegal", `The ${item.name} is of no use now.`);
	if (!one.economy.action) return refuse("nothing_left", "Your action is spent.");
	const target = targetOf(draft.state(), one, action.target ?? entityId);
	if (!target) return refuse("unknown", "There is nobody like that.");
	const isFar = distance(one.position, target.position) > item.use.range;
	if (isFar || !sees(draft.state(), one.position, target.position))
		return refuse("illegal", "That is out of reach.");
	const inventory = one.inventory
		.map((carried) => (carried === item ? { ...carried, quantity: carried.quantity - 1 } : carried))
		.filter(({ quantity }) => quantity > 0);
	draft.change(entityId, { inventory, economy: { ...one.economy, action: false } });
	draft.deed({ kind: "used", entityId, name: item.name, target: target.entityId });
	const { healing, damage, cures = [] } = item.use;
	for (const condition of cures) removeCondition(draft, target.entityId, condition);
	if (healing !== undefined) heal(draft, target.entityId, roll(draft, healing, { entityId, for: "healing" }));
	if (damage) {
		comeOut(draft, entityId);
		hurt(draft, { entityId, target: target.entityId, damage: [damage], isCritical: false });
	}
	return undefined;
}
