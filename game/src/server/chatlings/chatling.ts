import type { ChatlingMoodWire } from "../../shared/wire";

/** A chatling as the backend tells of it. */
export interface Chatling {
	/** Among its player's own. */
	readonly creatureId: string;
	readonly name: string;
	readonly persona: string;
	readonly mood: ChatlingMoodWire;
}

/** What the backend said last of one player's chatlings. */
export interface ChatlingsTold {
	/** Those that may stand in the place, the most wanted first. */
	readonly chatlings: readonly Chatling[];
	/** Ids of those that have run away. */
	readonly ranAway: ReadonlySet<string>;
}

/** Entity id of a chatling: the same in every server, and no other player's. */
export function chatlingId(userId: string, creatureId: string): string {
	return `chatling:${userId}:${creatureId}`;
}
