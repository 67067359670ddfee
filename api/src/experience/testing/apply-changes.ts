import type {
	ItemWire,
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../../game/src/shared/wire/index.js";

/** What a client knows: its player's view, and the shared world. */
export interface Known {
	readonly view: PlayerViewWire;
	readonly world: SharedWorldWire;
}

/** What a client knows after it was told of changes, made of nothing but these. */
export function applyChanges(known: Known, changes: readonly StateChangeWire[]): Known {
	return changes.reduce(applyChange, known);
}

function applyChange({ view, world }: Known, change: StateChangeWire): Known {
	switch (change.operation) {
		case "update":
			return { view: { ...view, location: change.properties.location }, world };
		case "add":
			return inPlace({ view, world }, change.to, (items) => [...items, change.item]);
		case "remove":
			return inPlace({ view, world }, change.from, (items) => {
				if (!items.some(({ id }) => id === change.item_id))
					throw new Error(`${change.item_id} was not there`);
				return items.filter(({ id }) => id !== change.item_id);
			});
	}
}

function inPlace(
	{ view, world }: Known,
	place: { readonly kind: "inventory" } | { readonly kind: "location"; readonly id: string },
	next: (items: readonly ItemWire[]) => readonly ItemWire[],
): Known {
	if (place.kind === "inventory") return { view: { ...view, inventory: next(view.inventory) }, world };
	const locations = world.locations.map((location) =>
		location.id === place.id ? { ...location, items: next(location.items) } : location,
	);
	return { view, world: { ...world, locations } };
}
