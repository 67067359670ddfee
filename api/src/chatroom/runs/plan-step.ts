import { type Random, seededRandom } from "../../wording/random.js";
import type { Conversation, Outcome, Skipped } from "../core/outcome.js";
import { planConversation } from "../core/plan-conversation.js";
import type { Topic } from "../core/society.js";
import { writeLines, type Written } from "../dialogue/write-lines.js";
import type { Member } from "./read-members.js";
import type { Run } from "./run.js";

/** A run and what is talked of in it. */
export interface Occasion {
	readonly run: Run;
	/** At least one. */
	readonly topics: readonly Topic[];
}

/** What is said, in one line of each turn. `used` is absent where no later conversation need avoid its words. */
export type Words = Pick<Written, "lines"> & Partial<Pick<Written, "used">>;

/** What a run does with one user. */
export type Step =
	| { readonly member: Member; readonly outcome: Conversation; readonly written: Words }
	| { readonly member: Member; readonly outcome: Skipped };

/** What comes of a user's chatlings talking in a run, and the generator that their words are drawn from. */
export function planOutcome(
	{ society }: Member,
	{ run, topics }: Occasion,
): { readonly outcome: Outcome; readonly random: Random } {
	// The user's own: who else is in the batch, and who does it, changes nothing.
	const random = seededRandom(JSON.stringify([run.seed, run.runId, society.userId]));
	return { outcome: planConversation(society, { topics, random }), random };
}

/** The whole step, in the words of templates. */
export function planStep(member: Member, occasion: Occasion): Step {
	const { outcome, random } = planOutcome(member, occasion);
	if ("skipped" in outcome) return { member, outcome };
	return { member, outcome, written: writeLines(outcome, { random, used: member.said }) };
}
