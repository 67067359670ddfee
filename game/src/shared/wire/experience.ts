import type { Vec3Wire } from "./vec3";

/** An object that players find, carry and leave. */
export interface ItemWire {
	readonly id: string;
	readonly name: string;
	/** What it is of, such as `dream_bottle`: quests count items of a kind. */
	readonly kind: string;
	readonly description: string;
}

/** Where an item can be: at a location that everybody shares, or with the player who is told. */
export type ItemPlaceWire =
	{ readonly kind: "location"; readonly id: string } | { readonly kind: "inventory" };

/** One fact that changed, never a command to draw something: whoever is told decides what to show. */
export type StateChangeWire =
	| { readonly operation: "add"; readonly to: ItemPlaceWire; readonly item: ItemWire }
	| { readonly operation: "remove"; readonly from: ItemPlaceWire; readonly item_id: string }
	| {
			readonly operation: "update";
			readonly of: "player";
			readonly properties: { readonly location: string };
	  };

/** What changed for a player, told to each of the player's clients once. */
export interface WorldUpdateWire {
	readonly type: "world_update";
	readonly version: "0.3";
	readonly experience: string;
	/** Whom it is told to. */
	readonly user_id: string;
	readonly changes: readonly StateChangeWire[];
	/** Unix seconds. */
	readonly timestamp: number;
	readonly metadata?: { readonly action?: string; readonly action_id?: string };
}

/** How far a player is with a quest. */
export interface QuestWire {
	readonly id: string;
	readonly title: string;
	readonly status: "active" | "won";
	/** Items that count, each once however often it was found. */
	readonly found: readonly string[];
	readonly needed: number;
}

export interface QuestUpdateWire {
	readonly type: "quest_update";
	readonly experience: string;
	readonly user_id: string;
	readonly quest: QuestWire;
	/** Unix seconds. */
	readonly timestamp: number;
}

/** A piece of what the narrator says. */
export interface ContentWire {
	readonly type: "content";
	/** Of the chat message or action that it tells of. */
	readonly message_id: string;
	readonly text: string;
	/** Place among the pieces of one message, from 0. */
	readonly index: number;
	/** The last piece; its text may be empty. */
	readonly done: boolean;
	/** Unix seconds. */
	readonly timestamp: number;
}

/** What is a player's own. */
export interface PlayerViewWire {
	readonly user_id: string;
	readonly experience: string;
	/** Id of the location where the player stands. */
	readonly location: string;
	readonly inventory: readonly ItemWire[];
	readonly quests: readonly QuestWire[];
}

export interface LocationWire {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	/** Ids of locations that can be walked to. */
	readonly exits: readonly string[];
	/** What lies there for anybody to take. */
	readonly items: readonly ItemWire[];
}

/** What all players of an experience share. */
export interface SharedWorldWire {
	readonly experience: string;
	readonly title: string;
	readonly locations: readonly LocationWire[];
}

/** What the shared world's followers are told: game servers all of it, players the changes alone. */
export interface SharedUpdateWire {
	readonly type: "shared_update";
	readonly experience: string;
	/** Whose action it was. */
	readonly user_id: string;
	/** At locations alone. */
	readonly changes: readonly StateChangeWire[];
	/** Quests of that user which the action moved on. */
	readonly quests: readonly QuestWire[];
	/** Unix seconds. */
	readonly timestamp: number;
	readonly action_id?: string;
}

export type ActionWire =
	| { readonly action: "take"; readonly item: string }
	| { readonly action: "drop"; readonly item: string }
	| { readonly action: "move"; readonly location: string }
	| { readonly action: "look" };

/** Why an action did not succeed. */
export type ActionRefusalWire =
	| "unknown_item"
	| "unknown_location"
	| "not_here"
	| "already_taken"
	| "not_carried"
	| "no_way"
	| "inventory_full";

/** The answer to an action. What it changed is told once, by the log, at `cursor`. */
export interface ActionResultWire {
	readonly type: "action_result";
	/** The id that the action came with. */
	readonly id?: string;
	readonly action: ActionWire["action"];
	readonly success: boolean;
	/** For a player to read. */
	readonly message: string;
	readonly code?: ActionRefusalWire;
	/** Place in the user's topic of the last message that tells what changed; absent where nothing did. */
	readonly state_changes?: { readonly cursor: string };
	/** True where an action with this id was done before, and this is its answer again. */
	readonly repeated?: boolean;
}

/** Messages of a player's client. `id` is repeated in the answer. */
export type ExperienceCommandWire = { readonly id?: string } & (
	| { readonly type: "ping" }
	| ({ readonly type: "action" } & ActionWire)
	| { readonly type: "chat"; readonly content: string }
	| ({ readonly type: "position" } & Vec3Wire)
	| { readonly type: "resume"; readonly cursor: string }
);
