import type { QuestMessage } from "../../shared/remotes/quest-messages";
import type { QuestWire } from "../../shared/wire";

/** A quest for its player's eyes. `title` has been filtered; `labelOf` gives what the place calls an item. */
export function questMessage(
	quest: QuestWire,
	title: string,
	labelOf: (itemId: string) => string | undefined,
): QuestMessage {
	const names: string[] = [];
	for (const itemId of quest.found) {
		const label = labelOf(itemId);
		if (label !== undefined) names.push(label);
	}
	return {
		id: quest.id,
		title,
		isWon: quest.status === "won",
		names,
		found: quest.found.size(),
		needed: quest.needed,
	};
}
