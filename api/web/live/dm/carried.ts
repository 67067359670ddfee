import { MOST_NAME } from "../../../src/encounters/engine/limits.js";
import type { Item } from "../../../src/encounters/engine/powers.js";
import { ITEMS } from "../scenarios/arms.js";

/** Things that can be given with what they do; anything else is carried only. */
export const READY_MADE: readonly Item[] = Object.values(ITEMS);

function idOf(name: string): string {
	const id = name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.slice(0, MOST_NAME);
	return id === "" ? "thing" : id;
}

/** What somebody carries with one more of a thing, by its name. */
export function withOneMore(inventory: readonly Item[], name: string): readonly Item[] {
	const isIt = (item: Item): boolean => item.name.toLowerCase() === name.toLowerCase();
	const carried = inventory.find(isIt);
	if (carried) return withQuantity(inventory, carried.itemId, carried.quantity + 1);
	const item = READY_MADE.find(isIt) ?? { itemId: idOf(name), name, quantity: 1 };
	const isTaken = inventory.some(({ itemId }) => itemId === item.itemId);
	return [...inventory, isTaken ? { ...item, itemId: `${item.itemId}-${inventory.length + 1}` } : item];
}

/** What somebody carries with so many of a thing; with none of it, without. */
export function withQuantity(inventory: readonly Item[], itemId: string, quantity: number): readonly Item[] {
	return inventory.flatMap((item) => {
		if (item.itemId !== itemId) return [item];
		return quantity < 1 ? [] : [{ ...item, quantity }];
	});
}
