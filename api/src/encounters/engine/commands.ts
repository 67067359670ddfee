import type { ActiveCondition } from "./condition-names.js";
import type { Attack, DamageType, Item, Spell } from "./powers.js";
import type {
	Ability,
	Cell,
	EntityType,
	GameState,
	MapState,
	Participant,
	RoomPlace,
	Settings,
} from "./state.js";

/** Who gives a command; the room vouches for it. A mind plays its entity as a player plays a character. */
export type Actor =
	| { readonly kind: "dm"; readonly userId: string }
	| { readonly kind: "player"; readonly userId: string }
	| { readonly kind: "mind"; readonly entityId: string }
	| { readonly kind: "system" };

/** What has to be told of an entity; the rest has usual values. */
export interface NewParticipant {
	readonly entityId: string;
	readonly entityType: EntityType;
	readonly name: string;
	readonly position: Cell;
	readonly maxHP: number;
	readonly currentHP?: number;
	readonly side?: string;
	readonly userId?: string;
	readonly armorClass?: number;
	readonly speed?: number;
	readonly abilities?: Partial<Record<Ability, number>>;
	readonly saveBonuses?: Partial<Record<Ability, number>>;
	readonly initiativeBonus?: number;
	/** Set by hand instead of rolled. */
	readonly initiative?: number;
	readonly attacks?: readonly Attack[];
	readonly attacksPerAction?: number;
	readonly spells?: readonly Spell[];
	readonly slots?: readonly number[];
	readonly spellAttackBonus?: number;
	readonly spellSaveDC?: number;
	readonly resistances?: readonly DamageType[];
	readonly immunities?: readonly DamageType[];
	readonly vulnerabilities?: readonly DamageType[];
	readonly conditionImmunities?: Participant["conditionImmunities"];
	readonly inventory?: readonly Item[];
	readonly isHidden?: boolean;
	readonly notes?: string;
}

/** What an entity does with its turn. */
export interface TurnAction {
	readonly type: "move" | "attack" | "useItem" | "cast" | "interact" | "end";
	readonly entityId: string;
	/** Entity id. */
	readonly target?: string;
	readonly position?: Cell;
	readonly itemId?: string;
	readonly spellId?: string;
	/** Of an attack, its id; of an interaction, one of `INTERACTIONS`. */
	readonly actionId?: string;
	readonly parameters?: { readonly text?: string; readonly slotLevel?: number };
}

export const INTERACTIONS = [
	"dash",
	"dodge",
	"disengage",
	"help",
	"hide",
	"ready",
	"stand",
	"watch",
	"ignore",
	"object",
] as const;
export type Interaction = (typeof INTERACTIONS)[number];

/** What the DM does to an entity by hand. */
export type Effect =
	| { readonly kind: "damage"; readonly amount: number; readonly damageType?: DamageType }
	| { readonly kind: "heal"; readonly amount: number }
	| {
			readonly kind: "hp";
			readonly currentHP?: number;
			readonly maxHP?: number;
			readonly temporaryHP?: number;
	  }
	| { readonly kind: "addCondition"; readonly condition: ActiveCondition }
	| { readonly kind: "removeCondition"; readonly condition: ActiveCondition["condition"] }
	| { readonly kind: "move"; readonly position: Cell }
	| { readonly kind: "hide" }
	| { readonly kind: "reveal" }
	| { readonly kind: "inventory"; readonly inventory: readonly Item[] }
	| { readonly kind: "notes"; readonly notes: string };

export type CommandBody =
	| ({
			readonly type: "create";
			readonly interactionId: string;
			readonly seed: string;
			readonly mapState: MapState;
			readonly place?: RoomPlace;
	  } & Partial<Settings>)
	| { readonly type: "addParticipant"; readonly participant: NewParticipant }
	| { readonly type: "removeParticipant"; readonly entityId: string }
	| { readonly type: "start" }
	| { readonly type: "pause"; readonly reason?: string }
	| { readonly type: "resume" }
	| { readonly type: "complete"; readonly outcome?: string }
	/** The turn that is on, or one by name, so that never another is skipped that began meanwhile. */
	| {
			readonly type: "skipTurn";
			readonly reason?: "dm" | "absent";
			readonly turn?: { readonly seatId: string; readonly roundNumber: number };
	  }
	/** The limit of this turn ran out: by name, so that it is skipped once however often it is told. */
	| { readonly type: "timeOut"; readonly seatId: string; readonly roundNumber: number }
	| { readonly type: "previousTurn" }
	| { readonly type: "setInitiative"; readonly entityId: string; readonly initiative: number }
	| { readonly type: "group"; readonly seatId: string; readonly entityIds: readonly string[] }
	| { readonly type: "ungroup"; readonly seatId: string }
	| { readonly type: "delay"; readonly entityId: string }
	| { readonly type: "reenter"; readonly entityId: string }
	| { readonly type: "act"; readonly action: TurnAction }
	/** What was made ready happens, on somebody else's turn. */
	| { readonly type: "react"; readonly action: TurnAction }
	| { readonly type: "applyEffect"; readonly entityId: string; readonly effect: Effect }
	| { readonly type: "note"; readonly text: string }
	| { readonly type: "setTerrain"; readonly cells: readonly Cell[]; readonly terrain: "." | "#" | "~" }
	| {
			readonly type: "chat";
			readonly channel: "party" | "dm" | "private" | "system";
			readonly text: string;
			readonly to?: readonly string[];
	  }
	| { readonly type: "presence"; readonly userId: string; readonly isConnected: boolean }
	/** A user is to be known to nobody any more. */
	| { readonly type: "erase"; readonly userId: string }
	/** Back to the state after entry `to`, which the room found in its log. */
	| { readonly type: "undo"; readonly to: number; readonly past: GameState };

export type CommandOf<T extends CommandBody["type"]> = Extract<CommandBody, { readonly type: T }>;

export type Command = CommandBody & {
	/** What is sent twice under one id is done once. */
	readonly id?: string;
	readonly by: Actor;
	/** Unix seconds; the room's clock. */
	readonly at: number;
};
