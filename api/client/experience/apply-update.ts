import type {
	ItemWire,
	LocationWire,
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";

/** Part of what is held that changes tell of, and what they removed. */
interface Step {
	readonly view: PlayerViewWire;
	/** Undefined until it is told: after the view, and all that is told before it is in it. */
	readonly world: SharedWorldWire | undefined;
	readonly removed: readonly ItemWire[];
}

const without = (items: readonly ItemWire[], id: string): readonly ItemWire[] =>
	items.filter((item) => item.id !== id);

const withItem = (items: readonly ItemWire[], item: ItemWire): readonly ItemWire[] => [
	...without(items, item.id),
	item,
];

/** An update says each item's name where it comes to; where it goes from, only what was there knows it. */
function noting(step: Step, items: readonly ItemWire[], id: string): readonly ItemWire[] {
	return [...step.removed, ...items.filter((item) => item.id === id)];
}

function applyToInventory(step: Step, change: StateChangeWire): Step {
	const { inventory } = step.view;
	if (change.operation === "add" && change.to.kind === "inventory") {
		return { ...step, view: { ...step.view, inventory: withItem(inventory, change.item) } };
	}
	if (change.operation === "remove" && change.from.kind === "inventory") {
		return {
			...step,
			view: { ...step.view, inventory: without(inventory, change.item_id) },
			removed: noting(step, inventory, change.item_id),
		};
	}
	if (change.operation === "update") {
		return { ...step, view: { ...step.view, location: change.properties.location } };
	}
	return step;
}

function applyToWorld(step: Step, change: StateChangeWire): Step {
	if (change.operation === "update" || !step.world) return step;
	const at = change.operation === "add" ? change.to : change.from;
	if (at.kind !== "location") return step;
	const id = change.operation === "add" ? change.item.id : change.item_id;
	const { locations } = step.world;
	const before = locations.find((location) => location.id === at.id)?.items ?? [];
	const items = change.operation === "add" ? withItem(before, change.item) : without(before, id);
	const changed = (location: LocationWire): LocationWire =>
		location.id === at.id ? { ...location, items } : location;
	return {
		...step,
		world: { ...step.world, locations: locations.map(changed) },
		removed: change.operation === "add" ? step.removed : noting(step, before, id),
	};
}

/** What is held after an update's changes, and the items that they removed. */
export function applyChanges(held: Pick<Step, "view" | "world">, changes: readonly StateChangeWire[]): Step {
	return changes.reduce<Step>((step, change) => applyToWorld(applyToInventory(step, change), change), {
		...held,
		removed: [],
	});
}

/** What lies at a location for the player to take: nothing that they carry. */
export function itemsAt(
	{ view, world }: { readonly view: PlayerViewWire; readonly world: SharedWorldWire },
	location: string,
): readonly ItemWire[] {
	const carried = new Set(view.inventory.map(({ id }) => id));
	const items = world.locations.find(({ id }) => id === location)?.items ?? [];
	return items.filter(({ id }) => !carried.has(id));
}
