/** How a chatling feels, best first. */
export const MOODS = ["happy", "neutral", "unhappy"] as const;
export type Mood = (typeof MOODS)[number];

/** What a chatling is like: how it thinks of things, and how it says so. */
export const PERSONALITIES = [
	"cheerful",
	"grumpy",
	"shy",
	"curious",
	"dramatic",
	"wise",
	"boastful",
	"kind",
] as const;
export type Personality = (typeof PERSONALITIES)[number];

/** What topics are about. */
export const CATEGORIES = [
	"food",
	"games",
	"nature",
	"music",
	"weather",
	"rumours",
	"work",
	"stars",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** An NPC that a user has collected. */
export interface Chatling {
	/** Among the user's own. */
	readonly id: string;
	readonly name: string;
	readonly personality: Personality;
	readonly likes: readonly Category[];
	readonly dislikes: readonly Category[];
	readonly mood: Mood;
	/** Conflicts in a row that it came to unhappy. */
	readonly unhappyCount: number;
	/** It misses the next conversation, and is better for it. */
	readonly isMeditating: boolean;
	/** Members of the user's team agree more readily. */
	readonly isInTeam: boolean;
}

export interface Topic {
	readonly id: string;
	readonly title: string;
	readonly category: Category;
	/** Days of the year on which it is talked of, as `MM-DD`, both included; around New Year where `from` is later. */
	readonly season?: { readonly from: string; readonly to: string };
}

/** How two chatlings stand, from -100 to 100; 0 of those who never met. By `pairKey`. */
export type Friendships = ReadonlyMap<string, number>;

/** One user's chatlings before a conversation. */
export interface Society {
	readonly userId: string;
	/** In the order of their ids. */
	readonly chatlings: readonly Chatling[];
	readonly friendships: Friendships;
}

/** Two chatlings, whichever is named first. */
export function pairKey(one: string, other: string): string {
	return one < other ? `${one} ${other}` : `${other} ${one}`;
}
