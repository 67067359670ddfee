import type { Conversation } from "../core/outcome.js";
import type { Writing, Written } from "./write-lines.js";

/** What lines are written with. */
export interface LineOrder extends Writing {
	/** Id of whose chatlings they are. */
	readonly user: string;
	/** Nobody wants the lines any more. */
	readonly signal?: AbortSignal;
}

/**
 * Writes what is said in a conversation, one line of each turn. Whoever writes, the conversation comes to the same:
 * turns, opinions and all that follows were decided before. Rejects where `signal` aborts, and then alone.
 */
export type LineWriter = (conversation: Conversation, order: LineOrder) => Promise<Written> | Written;
