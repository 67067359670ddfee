import type { Ability } from "./state.js";

/** Those of the rules, and some that last a while in the same way: what one does with one's action. */
export const CONDITIONS = [
	"blinded",
	"charmed",
	"frightened",
	"grappled",
	"incapacitated",
	"invisible",
	"paralyzed",
	"poisoned",
	"prone",
	"restrained",
	"stunned",
	"unconscious",
	"dodging",
	"disengaged",
	"helped",
	"unseen",
] as const;
export type ConditionName = (typeof CONDITIONS)[number];

/** When it is over: after so many starts or ends of the turns of somebody. */
export interface Until {
	readonly moment: "start" | "end";
	/** Entity id. */
	readonly of: string;
	readonly turns: number;
}

export interface ActiveCondition {
	readonly condition: ConditionName;
	/** Entity id of who caused it. */
	readonly sourceId?: string;
	readonly until?: Until;
	/** At the end of each own turn. */
	readonly saveEnds?: { readonly ability: Ability; readonly dc: number };
	/** It ends with the concentration of its source on this spell. */
	readonly spellId?: string;
}
