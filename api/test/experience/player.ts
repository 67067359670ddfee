import type { ActionResultWire, ActionWire, SharedWorldWire } from "../../../game/src/shared/wire/index.js";
import type { StrictClient } from "./strict-client.js";

export interface PlayerOptions {
	/** All of one user. Each action goes by one of them, chosen anew. */
	readonly clients: readonly StrictClient[];
	readonly world: SharedWorldWire;
	readonly random: () => number;
	/** Begins the ids of its actions. */
	readonly name: string;
}

/** A user who walks about, takes what lies there, and puts it down again. */
export interface Player {
	readonly clients: readonly StrictClient[];
	/** Ids of actions that changed something, in the order in which they were done. */
	readonly done: readonly string[];
	/** Of them those that changed what everybody shares. */
	readonly shared: () => number;
	readonly refusals: () => number;
	/** One action; resolves when it is answered. */
	readonly play: () => Promise<ActionResultWire>;
}

/** Chances to put down what is carried and to take what is there; otherwise the player walks. */
const DROPS = 0.3;
const TAKES = 0.5;

export function createPlayer({ clients, world, random, name }: PlayerOptions): Player {
	const exits = new Map(world.locations.map((location) => [location.id, location.exits]));
	const done: string[] = [];
	/** By what it has done, of which it may not have been told yet: a walk to where it stands would change nothing. */
	let at: string | undefined;
	let shared = 0;
	let refusals = 0;
	let count = 0;

	function pick<T>(items: readonly T[]): T {
		const item = items[Math.floor(random() * items.length)];
		if (item === undefined) throw new Error("nothing to pick from");
		return item;
	}

	/** By what it has been told, which others may have changed in the meantime. */
	function choose(): ActionWire {
		const { location: told, inventory, lying } = clients[0]!.copy.picture();
		const location = at ?? told;
		if (location === undefined) throw new Error(`${name} stands nowhere`);
		const here = lying[location] ?? [];
		if (inventory.length > 0 && random() < DROPS) return { action: "drop", item: pick(inventory) };
		if (here.length > 0 && random() < TAKES) return { action: "take", item: pick(here) };
		return { action: "move", location: pick(exits.get(location) ?? []) };
	}

	return {
		clients,
		done,
		shared: () => shared,
		refusals: () => refusals,
		async play() {
			count += 1;
			const id = `${name}-${count}`;
			const action = choose();
			const result = await pick(clients).client.act(action, id);
			if (!result.success) {
				refusals += 1;
				return result;
			}
			done.push(id);
			if (action.action === "move") at = action.location;
			else shared += 1;
			return result;
		},
	};
}
