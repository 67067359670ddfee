import type {
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";
import type { ToldOf } from "./channel-ledger.js";

/** Where everything is, as one client has been told. */
export interface PlayerPicture {
	readonly location: string | undefined;
	/** Ids, sorted. */
	readonly inventory: readonly string[];
	/** Ids of the items at each location, sorted; locations with none are left out. */
	readonly lying: Readonly<Record<string, readonly string[]>>;
}

/** What a client without any library makes of what it is told, and forgives nothing in. */
export interface PlayerCopy {
	readonly loadView: (view: PlayerViewWire) => void;
	readonly loadWorld: (world: SharedWorldWire) => void;
	readonly apply: (changes: readonly StateChangeWire[], of: ToldOf) => void;
	readonly picture: () => PlayerPicture;
}

const sorted = (ids: Iterable<string>): readonly string[] => [...ids].sort();

/** The picture that fresh state is. */
export function pictureOf(view: PlayerViewWire, { locations }: SharedWorldWire): PlayerPicture {
	const lying = locations
		.filter(({ items }) => items.length > 0)
		.map(({ id, items }) => [id, sorted(items.map((item) => item.id))] as const);
	return {
		location: view.location,
		inventory: sorted(view.inventory.map(({ id }) => id)),
		lying: Object.fromEntries(lying.sort(([a], [b]) => a.localeCompare(b))),
	};
}

/** `fault` hears of changes that do not fit what is there. */
export function createPlayerCopy(fault: (what: string) => void): PlayerCopy {
	let location: string | undefined;
	const inventory = new Set<string>();
	const lying = new Map<string, Set<string>>();

	function at(id: string): Set<string> {
		let items = lying.get(id);
		if (!items) lying.set(id, (items = new Set()));
		return items;
	}

	function carry(id: string, of: ToldOf): void {
		if (of === "shared") fault(`is told of somebody else's ${id}`);
		if (inventory.has(id)) fault(`is given ${id} again`);
		inventory.add(id);
	}

	function leave(id: string, of: ToldOf): void {
		if (of === "shared") fault(`is told of somebody else's ${id}`);
		if (!inventory.delete(id)) fault(`loses ${id}, and has it not`);
	}

	function put(id: string, where: string): void {
		if ([...lying.values()].some((items) => items.has(id)))
			fault(`${id} comes to ${where}, and lies already`);
		at(where).add(id);
	}

	function change(changed: StateChangeWire, of: ToldOf): void {
		switch (changed.operation) {
			case "add":
				if (changed.to.kind === "inventory") carry(changed.item.id, of);
				else put(changed.item.id, changed.to.id);
				return;
			case "remove":
				if (changed.from.kind === "inventory") leave(changed.item_id, of);
				else if (!at(changed.from.id).delete(changed.item_id))
					fault(`${changed.item_id} goes from ${changed.from.id}, and is not there`);
				return;
			case "update":
				if (of === "shared") fault("is told where somebody else walks");
				location = changed.properties.location;
		}
	}

	return {
		loadView(view) {
			location = view.location;
			inventory.clear();
			for (const { id } of view.inventory) inventory.add(id);
		},
		loadWorld({ locations }) {
			lying.clear();
			for (const { id, items } of locations) lying.set(id, new Set(items.map((item) => item.id)));
		},
		apply(changes, of) {
			for (const one of changes) change(one, of);
		},
		picture: () => ({
			location,
			inventory: sorted(inventory),
			lying: Object.fromEntries(
				[...lying]
					.filter(([, items]) => items.size > 0)
					.map(([id, items]) => [id, sorted(items)] as const)
					.sort(([a], [b]) => a.localeCompare(b)),
			),
		}),
	};
}
