import type { Chatling, Mood, Topic } from "./society.js";

/** What a participant thinks of a topic. */
export const OPINIONS = ["positive", "neutral", "negative"] as const;
export type Opinion = (typeof OPINIONS)[number];

export interface Participant {
	readonly chatling: Chatling;
	readonly opinion: Opinion;
	/** How often it speaks. */
	readonly turns: number;
}

/** Who spoke when, and to whom. What they said is another's to write: the outcome does not rest on it. */
export interface Turn {
	/** Id of the speaker. */
	readonly speaker: string;
	readonly opinion: Opinion;
	/** Index of the turn that is answered; undefined of the first. */
	readonly answers?: number;
}

/** How a conversation went: nearly all of one mind, some against others, or neither. */
export type Climate = "agreement" | "conflict" | "mixed";

/** What it did to a chatling. */
export interface Change {
	readonly id: string;
	readonly mood: Mood;
	readonly unhappyCount: number;
	/** It has run away. */
	readonly isRunaway: boolean;
	readonly isMeditating: boolean;
}

/** Something special that happened on the way. */
export interface RareEvent {
	readonly kind: "shooting_star" | "old_song" | "lost_coin";
	/** Coins for the user. */
	readonly reward: number;
}

/** Everything that a conversation comes to, as it is saved. */
export interface Conversation {
	readonly topic: Topic;
	readonly participants: readonly Participant[];
	readonly turns: readonly Turn[];
	readonly climate: Climate;
	/** Of those who took part or meditated, where something is other than before. */
	readonly changes: readonly Change[];
	/** New values, by `pairKey`. */
	readonly friendships: ReadonlyMap<string, number>;
	readonly rareEvent?: RareEvent;
}

/** Why there was no conversation: fewer than two who could talk. Meditation ends all the same. */
export interface Skipped {
	readonly skipped: "too_few";
	readonly changes: readonly Change[];
}

export type Outcome = Conversation | Skipped;
