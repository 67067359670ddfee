import type { MemberTypeWire } from "../../shared/wire";

/** An NPC or player that can be heard. Identity is `id`; the name is a label that may collide. */
export interface Entity {
	/** The NPC's `NpcId` (or a GUID), the player's UserId as text. Unique in the place. */
	readonly id: string;
	/** Key on the wire: the name, or the id where the name was taken when it arrived. Never changes. */
	readonly key: string;
	readonly name: string;
	readonly type: MemberTypeWire;
	readonly abilities: ReadonlySet<string>;
	/** Studs within which an NPC reacts. */
	readonly responseRadius: number;
	readonly responseSpeed: number;
	readonly persona: string;
	readonly wanderRadius: number;
}

/** What can be seen of an entity's body now. */
export interface Vitals {
	readonly health?: number;
	readonly maxHealth?: number;
	readonly isMoving: boolean;
	readonly mood?: string;
}

/**
 * One look at the place: where everybody stands at one moment. Parallel arrays; entities without a finite
 * position are left out. Everything that reasons about distance in one tick reads the same frame.
 */
export interface Frame {
	/** Unix seconds. */
	readonly at: number;
	readonly ids: readonly string[];
	readonly xs: readonly number[];
	readonly ys: readonly number[];
	readonly zs: readonly number[];
}
