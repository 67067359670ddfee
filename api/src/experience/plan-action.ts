import type {
	ActionRefusalWire,
	ActionWire,
	QuestWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";
import type { Item } from "./definition.js";
import { carriedBy, lyingAt, placeItem, placeOf } from "./experience-state.js";
import { meant } from "./match-name.js";
import { itemOf, itemWire, locationOf, questsOf, type Scene } from "./views.js";

/** What an action comes to: what is next, and what is told of it. States are the same objects where nothing changes. */
export interface PlannedAction extends Pick<Scene, "shared" | "player"> {
	readonly action: ActionWire["action"];
	readonly success: boolean;
	/** For a player to read. */
	readonly message: string;
	readonly code?: ActionRefusalWire;
	/** Told to the player: what is the player's own. */
	readonly own: readonly StateChangeWire[];
	/** Told to everybody, the player included: what changed at locations. */
	readonly others: readonly StateChangeWire[];
	/** Quests of the player that moved on, as they are now. */
	readonly quests: readonly QuestWire[];
}

export interface PlanOptions {
	/** The place vouches that the player is where the item lies: a game server asks on the player's behalf. */
	readonly vouched?: boolean;
}

/** What comes of an action. Names of items and locations may be ids, or words that a player uses for them. */
export function planAction(scene: Scene, action: ActionWire, options: PlanOptions = {}): PlannedAction {
	return { action: action.action, ...outcomeOf(scene, action, options) };
}

/** What comes of walking into a location in the place, whether or not a way leads there. */
export function planWalk(scene: Scene, location: string): PlannedAction {
	const { name } = locationOf(scene.definition, location);
	return { action: "move", ...stepTo(scene, location, `You are at the ${name}.`) };
}

function outcomeOf(scene: Scene, action: ActionWire, { vouched = false }: PlanOptions): Outcome {
	switch (action.action) {
		case "take":
			return take(scene, action.item, vouched);
		case "drop":
			return drop(scene, action.item);
		case "move":
			return move(scene, action.location);
		case "look":
			return done(scene, describe(scene));
	}
}

/** What comes of an action, its name aside. */
type Outcome = Omit<PlannedAction, "action">;

function done({ shared, player }: Scene, message: string, changed: Partial<Outcome> = {}): Outcome {
	return { success: true, message, shared, player, own: [], others: [], quests: [], ...changed };
}

function refuse(scene: Scene, code: ActionRefusalWire, message: string): Outcome {
	return { ...done(scene, message), success: false, code };
}

function itemMeant({ definition }: Scene, text: string, atHand: readonly string[]): Item | undefined {
	return meant(
		text,
		atHand.map((id) => itemOf(definition, id)),
		definition.items,
	);
}

function take(scene: Scene, text: string, vouched: boolean): Outcome {
	const { definition, shared, player, userId } = scene;
	const item = itemMeant(scene, text, lyingAt(shared, player.location));
	if (!item) return refuse(scene, "unknown_item", "There is no such thing here.");
	const at = placeOf(shared, item.id);
	if (at?.kind === "player" && at.id === userId) {
		return refuse(scene, "already_taken", `You have the ${item.name} already.`);
	}
	if (at?.kind !== "location") return refuse(scene, "already_taken", `Somebody else has the ${item.name}.`);
	if (at.id !== player.location && !vouched) {
		return refuse(scene, "not_here", `The ${item.name} is not here.`);
	}
	if (carriedBy(shared, userId).length >= definition.inventory_limit) {
		return refuse(scene, "inventory_full", "You cannot carry any more.");
	}
	const removed: StateChangeWire = { operation: "remove", from: at, item_id: item.id };
	const added: StateChangeWire = {
		operation: "add",
		to: { kind: "inventory" },
		item: itemWire(item),
	};
	const isFirst = !player.found.includes(item.id);
	const next = isFirst ? { ...player, found: [...player.found, item.id] } : player;
	const before = questsOf(definition, player);
	const quests = questsOf(definition, next).filter(
		(quest, at) => quest.found.length > before[at]!.found.length,
	);
	return done(scene, [`You take the ${item.name}.`, ...quests.map(progress)].join(" "), {
		shared: placeItem(shared, item.id, { kind: "player", id: userId }),
		player: next,
		own: [added],
		others: [removed],
		quests,
	});
}

function progress({ title, found, needed, status }: QuestWire): string {
	return status === "won" ? `${title}: won!` : `${title}: ${found.length} of ${needed}.`;
}

function drop(scene: Scene, text: string): Outcome {
	const { definition, shared, player, userId } = scene;
	const item = itemMeant(scene, text, carriedBy(shared, userId));
	if (!item) return refuse(scene, "unknown_item", "There is no such thing.");
	const at = placeOf(shared, item.id);
	if (at?.kind !== "player" || at.id !== userId) {
		return refuse(scene, "not_carried", `You do not have the ${item.name}.`);
	}
	const here = { kind: "location", id: player.location } as const;
	const added: StateChangeWire = { operation: "add", to: here, item: itemWire(item) };
	return done(scene, `You leave the ${item.name} at the ${locationOf(definition, here.id).name}.`, {
		shared: placeItem(shared, item.id, here),
		own: [{ operation: "remove", from: { kind: "inventory" }, item_id: item.id }],
		others: [added],
	});
}

function move(scene: Scene, text: string): Outcome {
	const { definition, player } = scene;
	const { locations } = definition;
	const here = locationOf(definition, player.location);
	const there = meant(
		text,
		here.exits.map((id) => locationOf(definition, id)),
		locations,
	);
	if (!there) return refuse(scene, "unknown_location", "There is no such place.");
	if (there === here) return done(scene, `You are at the ${here.name} already.`);
	if (!here.exits.includes(there.id)) {
		return refuse(scene, "no_way", `There is no way from here to the ${there.name}.`);
	}
	return stepTo(scene, there.id, `You go to the ${there.name}. ${there.description}`);
}

function stepTo(scene: Scene, location: string, message: string): Outcome {
	const { player } = scene;
	if (player.location === location) return done(scene, message);
	return done(scene, message, {
		player: { ...player, location },
		own: [{ operation: "update", of: "player", properties: { location } }],
	});
}

function describe({ definition, shared, player }: Scene): string {
	const { name, description, exits } = locationOf(definition, player.location);
	const items = lyingAt(shared, player.location).map((id) => itemOf(definition, id).name);
	const ways = exits.map((id) => locationOf(definition, id).name);
	return [
		`${name}. ${description}`,
		...(items.length > 0 ? [`Here: ${items.join(", ")}.`] : []),
		...(ways.length > 0 ? [`From here: ${ways.join(", ")}.`] : []),
	].join(" ");
}
