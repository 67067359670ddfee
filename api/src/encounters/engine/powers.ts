import type { ConditionName } from "./condition-names.js";
import type { Ability } from "./state.js";

export const DAMAGE_TYPES = [
	"acid",
	"bludgeoning",
	"cold",
	"fire",
	"force",
	"lightning",
	"necrotic",
	"piercing",
	"poison",
	"psychic",
	"radiant",
	"slashing",
	"thunder",
] as const;
export type DamageType = (typeof DAMAGE_TYPES)[number];

export interface Damage {
	/** Notation `NdM±K`. */
	readonly dice: string;
	readonly type: DamageType;
}

/** What one strikes with. Distances in cells. */
export interface Attack {
	readonly attackId: string;
	readonly name: string;
	readonly kind: "melee" | "ranged";
	/** Added to the d20. */
	readonly bonus: number;
	/** Of a melee attack its reach, of a ranged one how far it goes without disadvantage. */
	readonly range: number;
	/** How far it goes at all; as `range` where it is left out. */
	readonly longRange?: number;
	readonly damage: readonly Damage[];
}

/** A condition that something causes. */
export interface Caused {
	readonly condition: ConditionName;
	/** Turns of its source, until the end of the last of them; without, until something ends it. */
	readonly rounds?: number;
	/** It may be shaken off by the saving throw of the spell at the end of each turn. */
	readonly saveEnds?: boolean;
}

/** Where a spell works: on one entity, or on all in cells around a point, or from the caster towards it. */
export type Area =
	| { readonly shape: "burst"; readonly radius: number }
	| { readonly shape: "line"; readonly length: number }
	| { readonly shape: "cone"; readonly length: number };

export interface Spell {
	readonly spellId: string;
	readonly name: string;
	/** 0 of a cantrip, which needs no slot. */
	readonly level: number;
	readonly cost: "action" | "bonusAction";
	/** Cells; 0 is oneself. */
	readonly range: number;
	/** `attack` rolls to hit; `save` lets its targets roll against it; `heal` and `effect` just happen. */
	readonly kind: "attack" | "save" | "heal" | "effect";
	readonly save?: { readonly ability: Ability; readonly onSuccess: "half" | "none" };
	readonly damage: readonly Damage[];
	readonly healing?: string;
	/** Dice that each level above its own adds to the (first) damage or the healing. */
	readonly perLevel?: string;
	readonly conditions: readonly Caused[];
	readonly area?: Area;
	readonly needsConcentration: boolean;
}

/** Something carried. What has a use is used up by it. */
export interface Item {
	readonly itemId: string;
	readonly name: string;
	readonly quantity: number;
	readonly use?: {
		readonly healing?: string;
		readonly damage?: Damage;
		readonly cures?: readonly ConditionName[];
		/** Cells; 1 is whoever stands beside. */
		readonly range: number;
	};
}
