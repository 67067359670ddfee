import type { QuestMessage } from "../../shared/remotes/quest-messages";

/** A quest as it is to be shown. */
export interface QuestView {
	readonly title: string;
	/** How far it is, in numbers and as a share of the whole. */
	readonly count: string;
	readonly share: number;
	/** What was found, by name, oldest first; nothing while the panel is closed. */
	readonly names?: string;
	readonly isWon: boolean;
}

/** For a quest whose title the player may not see. */
const NAMELESS = "A quest";
const WON = "All found";

/** `isOpen` is whether names are seen. */
export function questView({ title, names, found, needed, isWon }: QuestMessage, isOpen: boolean): QuestView {
	return {
		title: title === "" ? NAMELESS : title,
		count: isWon ? `${WON} ✓` : `${found}/${needed}`,
		// A quest that needs nothing, or less than was found, is no more than whole.
		share: isWon || found >= needed ? 1 : found / needed,
		names: isOpen && !names.isEmpty() ? names.join(" · ") : undefined,
		isWon,
	};
}
