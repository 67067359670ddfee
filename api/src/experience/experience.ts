import type { ActionResultWire, ActionWire, Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { Cursor } from "../log/cursor.js";

/** A player of an experience. */
export interface Player {
	readonly experience: string;
	readonly userId: string;
}

/** A state as JSON text, and the place in its topic from which what follows leads on. */
export interface StateAt {
	readonly cursor: Cursor;
	readonly data: string;
}

export interface ActionRequest {
	/** Done once however often it comes with the same id; made up where there is none. */
	readonly id?: string;
	readonly action: ActionWire;
	/**
	 * The place vouches that the player is where the item lies: a game server asks for what its player did. Not so where
	 * another role passes on what a player's own client asks.
	 */
	readonly vouched?: boolean;
}

export interface ChatRequest {
	readonly id?: string;
	/** What the player says; trimmed, 1 to 500 characters. */
	readonly content: string;
}

/** A chat message that was taken: what follows it is told in the user's topic, `content` pieces last. */
export interface ChatTaken {
	/** Under which `content` pieces come. */
	readonly messageId: string;
	/** Place in the user's topic from before anything of this message. */
	readonly cursor: Cursor;
}

/**
 * Every experience, wherever its state lies: in this process, or in another that is asked over HTTP. All calls reject
 * with Refusal: `not_found` where there is no such experience, `unavailable` where the state cannot be had.
 */
export interface Experiences {
	/** A `PlayerViewWire`; the player is made from the experience's template on first use. */
	readonly view: (player: Player) => Promise<StateAt>;
	/** A `SharedWorldWire`. */
	readonly world: (experience: string) => Promise<StateAt>;
	/** Does an action once; what the world does not allow is answered, not thrown. */
	readonly act: (player: Player, request: ActionRequest) => Promise<ActionResultWire>;
	/** Takes what a player says: does it where it is an action, and has it narrated. */
	readonly chat: (player: Player, request: ChatRequest) => Promise<ChatTaken>;
	/** Where the player stands in the place, in studs: whoever walks into another location is there. */
	readonly moveTo: (player: Player, position: Vec3Wire) => Promise<void>;
}

/** What an experience's id is: part of addresses, names of files, and topics. */
export const EXPERIENCE_ID = /^[a-z0-9-]{1,64}$/;

/** Topic of what one player is told. Experiences' ids hold no colon. */
export function userTopic({ experience, userId }: Player): string {
	return `user:${experience}:${userId}`;
}

/** Whose topic it is; undefined for any other. */
export function userOf(topic: string): Player | undefined {
	const [, experience, userId] = /^user:([^:]*):(.*)$/s.exec(topic) ?? [];
	return experience === undefined || userId === undefined ? undefined : { experience, userId };
}

/** Topic of what everybody in an experience shares. */
export function sharedTopic(experience: string): string {
	return `experience:${experience}`;
}
