import { t } from "@rbxts/t";

/** A quest as its player sees it. */
export interface QuestMessage {
	readonly id: string;
	/** Filtered for the player; empty where it could not be. */
	readonly title: string;
	readonly isWon: boolean;
	/** Names of what was found, as far as the place has it. */
	readonly names: readonly string[];
	/** How many were found, and are to be found. */
	readonly found: number;
	readonly needed: number;
}

/** Checks a `QuestMessage`. */
export const isQuestMessage: t.check<QuestMessage> = t.interface({
	id: t.string,
	title: t.string,
	isWon: t.boolean,
	names: t.array(t.string),
	found: t.number,
	needed: t.number,
});
