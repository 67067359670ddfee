import type { Definition } from "./definition.js";

/** Where an item is: for anybody to take, or with somebody. */
export type ItemPlace =
	{ readonly kind: "location"; readonly id: string } | { readonly kind: "player"; readonly id: string };

export interface PlacedItem {
	readonly item: string;
	readonly at: ItemPlace;
}

/** What all players share: every item once, in the order in which they came to be where they are. */
export interface SharedState {
	readonly items: readonly PlacedItem[];
}

/** What is a player's own, beside what is carried. */
export interface PlayerState {
	readonly location: string;
	/** Ids of items that were ever picked up, each once, in that order. */
	readonly found: readonly string[];
}

export function freshShared({ items }: Definition): SharedState {
	return { items: items.map(({ id, location }) => ({ item: id, at: { kind: "location", id: location } })) };
}

export function freshPlayer({ start }: Definition): PlayerState {
	return { location: start, found: [] };
}

/** The same with an item somewhere else, as the last that came there. */
export function placeItem({ items }: SharedState, item: string, at: ItemPlace): SharedState {
	return { items: [...items.filter((placed) => placed.item !== item), { item, at }] };
}

/** Where an item is. Every item of the definition is somewhere. */
export function placeOf({ items }: SharedState, item: string): ItemPlace | undefined {
	return items.find((placed) => placed.item === item)?.at;
}

/** Ids of what a player carries, what was taken last at the end. */
export function carriedBy({ items }: SharedState, userId: string): readonly string[] {
	return items.filter(({ at }) => at.kind === "player" && at.id === userId).map(({ item }) => item);
}

/** Ids of what lies at a location, what came there last at the end. */
export function lyingAt({ items }: SharedState, location: string): readonly string[] {
	return items.filter(({ at }) => at.kind === "location" && at.id === location).map(({ item }) => item);
}

/**
 * A state that was saved, for a definition that may have changed since: items that it no longer has are gone, new ones
 * and those of locations that are gone lie where it says. The same object where nothing has changed.
 */
export function currentShared(definition: Definition, saved: SharedState): SharedState {
	const locations = new Set(definition.locations.map(({ id }) => id));
	const known = new Set(definition.items.map(({ id }) => id));
	const kept = saved.items.filter(
		({ item, at }) => known.has(item) && (at.kind === "player" || locations.has(at.id)),
	);
	const placed = new Set(kept.map(({ item }) => item));
	const missing = freshShared(definition).items.filter(({ item }) => !placed.has(item));
	if (missing.length === 0 && kept.length === saved.items.length) return saved;
	return { items: [...kept, ...missing] };
}

/** Likewise: whoever stood at a location that is gone is at the start, and what was found and is gone does not count. */
export function currentPlayer(definition: Definition, saved: PlayerState): PlayerState {
	const isThere = definition.locations.some(({ id }) => id === saved.location);
	const items = new Set(definition.items.map(({ id }) => id));
	if (isThere && saved.found.every((item) => items.has(item))) return saved;
	return {
		location: isThere ? saved.location : definition.start,
		found: saved.found.filter((item) => items.has(item)),
	};
}
