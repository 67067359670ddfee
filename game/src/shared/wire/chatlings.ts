/** How a chatling feels. */
export type ChatlingMoodWire = "happy" | "neutral" | "unhappy";

/** An NPC that a user has collected, as it may stand in a place. */
export interface PlaceChatlingWire {
	/** Among the user's own. */
	readonly creature_id: string;
	readonly name: string;
	readonly personality: string;
	/** A sentence or two for minds: what it is like, and how it feels. */
	readonly persona: string;
	readonly mood: ChatlingMoodWire;
}

export interface UserChatlingsWire {
	/** Roblox's, as text; below zero in a local test. */
	readonly user_id: string;
	/** Those that may stand in a place, in the order in which they do where not all can. */
	readonly chatlings: readonly PlaceChatlingWire[];
	/** Of those that have run away, `creature_id`s: they are gone from `chatlings` for that reason and no other. */
	readonly ran_away?: readonly string[];
}

/** Answer of `GET /v1/chatroom/chatlings?users=1,2,3`, of every user that was asked for. */
export interface PlaceChatlingsWire {
	readonly users: readonly UserChatlingsWire[];
}
