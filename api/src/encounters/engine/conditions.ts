import type { ConditionName } from "./condition-names.js";
import type { Participant } from "./state.js";

/** What a condition does, as far as an encounter turns on it. */
export interface ConditionRules {
	/** Neither actions nor reactions. */
	readonly isIncapacitated?: true;
	readonly cannotMove?: true;
	readonly cannotSee?: true;
	readonly attacksWith?: "advantage" | "disadvantage";
	readonly attackedWith?: "advantage" | "disadvantage";
	/** Hits from the next cell are critical. */
	readonly isHelpless?: true;
	/** Saving throws of strength and dexterity fail. */
	readonly failsStrengthAndDexterity?: true;
	readonly dexteritySavesWith?: "advantage" | "disadvantage";
}

export const CONDITION_RULES: Readonly<Record<ConditionName, ConditionRules>> = {
	blinded: { cannotSee: true, attacksWith: "disadvantage", attackedWith: "advantage" },
	charmed: {},
	frightened: {},
	grappled: { cannotMove: true },
	incapacitated: { isIncapacitated: true },
	invisible: { attacksWith: "advantage", attackedWith: "disadvantage" },
	paralyzed: {
		isIncapacitated: true,
		cannotMove: true,
		attackedWith: "advantage",
		isHelpless: true,
		failsStrengthAndDexterity: true,
	},
	poisoned: { attacksWith: "disadvantage" },
	prone: { attacksWith: "disadvantage" },
	restrained: {
		cannotMove: true,
		attacksWith: "disadvantage",
		attackedWith: "advantage",
		dexteritySavesWith: "disadvantage",
	},
	stunned: {
		isIncapacitated: true,
		cannotMove: true,
		attackedWith: "advantage",
		failsStrengthAndDexterity: true,
	},
	unconscious: {
		isIncapacitated: true,
		cannotMove: true,
		cannotSee: true,
		attackedWith: "advantage",
		isHelpless: true,
		failsStrengthAndDexterity: true,
	},
	dodging: { attackedWith: "disadvantage", dexteritySavesWith: "advantage" },
	disengaged: {},
	/** Hidden well enough that nobody knows where it is. */
	unseen: { attacksWith: "advantage", attackedWith: "disadvantage" },
	helped: { attacksWith: "advantage" },
};

/** What of somebody says what they can do: as much is in a state as in a view. */
export type Bearer = Pick<Participant, "life"> & {
	readonly conditions: readonly { readonly condition: ConditionName }[];
};

export function hasCondition({ conditions }: Bearer, name: ConditionName): boolean {
	return conditions.some(({ condition }) => condition === name);
}

/** The rules of all its conditions; dodging helps nobody who cannot act or move. */
export function rulesOf(one: Bearer): readonly ConditionRules[] {
	const names = new Set(one.conditions.map(({ condition }) => condition));
	const all = [...names].map((name) => [name, CONDITION_RULES[name]] as const);
	const isHeld = all.some(([, rules]) => rules.isIncapacitated || rules.cannotMove);
	return all.filter(([name]) => !(isHeld && name === "dodging")).map(([, rules]) => rules);
}

export function canAct(one: Bearer): boolean {
	return one.life === "up" && !rulesOf(one).some(({ isIncapacitated }) => isIncapacitated);
}

export function canMove(one: Bearer): boolean {
	return one.life === "up" && !rulesOf(one).some(({ cannotMove }) => cannotMove);
}
