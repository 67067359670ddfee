import type { Random } from "../../wording/random.js";
import type { Conversation } from "../core/outcome.js";
import type { Written } from "../dialogue/write-lines.js";

/** What a conversation is put into words with. */
export interface LineOccasion {
	/** Of this user in this run alone. */
	readonly random: Random;
	/** What the user's last conversations said, as `remember` keeps it. */
	readonly used: readonly string[];
	/** Id of the user. */
	readonly user: string;
	/** Ends it early: nobody wants the lines any more. */
	readonly signal: AbortSignal;
}

/**
 * Puts a conversation into words: one line of each turn. It may take its time, and holds nobody up but its run; where
 * it fails, templates are used. It changes nothing about what comes of the conversation.
 */
export type LineWriter = (conversation: Conversation, occasion: LineOccasion) => Promise<Written> | Written;
