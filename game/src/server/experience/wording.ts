import type { ActionRefusalWire } from "../../shared/wire";
import type { ActionEnd } from "./action-outbox";

/** The place's own words, so that nothing from outside has to be filtered before a player is told. */
const REFUSED: Readonly<Record<ActionRefusalWire, string>> = {
	unknown_item: "There is nothing here to take.",
	unknown_location: "That place is not there any more.",
	not_here: "It is not here any more.",
	already_taken: "Somebody was faster: it is gone.",
	not_carried: "You do not have it.",
	no_way: "There is no way to it.",
	inventory_full: "You carry all that you can.",
};
const OTHER = "That cannot be taken.";
const NOT_DONE = {
	away: "No answer just now. Try again in a moment.",
	failed: "That did not work.",
};

/** What a player is told who reaches for what was taken a moment ago, and who reaches for too much. */
export const GONE = REFUSED.already_taken;
export const TOO_FAST = "One thing at a time.";

/** What the player is told of how an action ended; nothing where it was done, as the quest shows it. */
export function wordsOf(ended: ActionEnd): string | undefined {
	if (ended.kind === "taken") return undefined;
	if (ended.kind !== "refused") return NOT_DONE[ended.kind];
	const words: Readonly<Record<string, string | undefined>> = REFUSED;
	return words[ended.code ?? ""] ?? OTHER;
}
