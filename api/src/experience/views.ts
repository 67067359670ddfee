import type {
	ItemWire,
	LocationWire,
	PlayerViewWire,
	QuestWire,
	SharedWorldWire,
} from "../../../game/src/shared/wire/index.js";
import type { Definition, Item, Location } from "./definition.js";
import { carriedBy, lyingAt, type PlayerState, type SharedState } from "./experience-state.js";

/** The whole of what an action is planned on, and a player's view made of. */
export interface Scene {
	readonly definition: Definition;
	readonly shared: SharedState;
	readonly player: PlayerState;
	readonly userId: string;
}

/** An item by its id. States name only items that there are. */
export function itemOf({ items }: Definition, id: string): Item {
	return items.find((item) => item.id === id)!;
}

/** A location by its id. States name only locations that there are. */
export function locationOf({ locations }: Definition, id: string): Location {
	return locations.find((location) => location.id === id)!;
}

export function itemWire({ id, name, kind, description }: Item): ItemWire {
	return { id, name, kind, description };
}

/** How far a player is: items that count are those of the quest's kind that were ever found. */
export function questsOf({ quests, items }: Definition, { found }: PlayerState): readonly QuestWire[] {
	const kinds = new Map(items.map((item) => [item.id, item.kind]));
	return quests.map(({ id, title, kind, needed }) => {
		const counted = found.filter((item) => kinds.get(item) === kind);
		return { id, title, status: counted.length >= needed ? "won" : "active", found: counted, needed };
	});
}

export function playerView({ definition, shared, player, userId }: Scene): PlayerViewWire {
	return {
		user_id: userId,
		experience: definition.id,
		location: player.location,
		inventory: carriedBy(shared, userId).map((id) => itemWire(itemOf(definition, id))),
		quests: questsOf(definition, player),
	};
}

export function locationWire(definition: Definition, shared: SharedState, location: Location): LocationWire {
	const { id, name, description, exits } = location;
	const items = lyingAt(shared, id).map((item) => itemWire(itemOf(definition, item)));
	return { id, name, description, exits, items };
}

export function sharedWorld(definition: Definition, shared: SharedState): SharedWorldWire {
	const { id, title, locations } = definition;
	return {
		experience: id,
		title,
		locations: locations.map((location) => locationWire(definition, shared, location)),
	};
}
