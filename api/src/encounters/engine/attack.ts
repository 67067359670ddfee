import { removeCondition } from "./affect.js";
import type { TurnAction } from "./commands.js";
import { hasCondition, rulesOf } from "./conditions.js";
import { type Mode, modeOf, roll, rollD20 } from "./dice.js";
import { type Draft, refuse } from "./draft.js";
import { damage } from "./harm.js";
import { distance } from "./map.js";
import type { Attack, Damage } from "./powers.js";
import { areEnemies, knowsOf, targetOf } from "./sides.js";
import { coverBonus, sees } from "./sight.js";
import { participantOf, type GameState, type Participant, type Rejection } from "./state.js";

const LUCKY = 20;
const LUCKLESS = 1;

/** An attack of the attack action, of which an entity may have several. */
export function attack(
	draft: Draft,
	{ entityId, target: targetId, actionId }: TurnAction,
): Rejection | undefined {
	const state = draft.state();
	const one = draft.one(entityId);
	const { economy, attacks, attacksPerAction } = one;
	const weapon = actionId === undefined ? attacks[0] : attacks.find(({ attackId }) => attackId === actionId);
	if (!weapon) return refuse("unknown", "You have no such attack.");
	const target = targetOf(state, one, targetId);
	if (!target || target === one) return refuse("unknown", "There is nobody like that to attack.");
	if (!economy.action && economy.attacksLeft === 0) return refuse("nothing_left", "Your action is spent.");
	if (isCharmedBy(one, target)) return refuse("illegal", "You cannot bring yourself to hurt your charmer.");
	const far = distance(one.position, target.position);
	if (far > (weapon.longRange ?? weapon.range)) return refuse("illegal", "That is out of reach.");
	if (!sees(state, one.position, target.position)) return refuse("illegal", "There is something in between.");
	draft.change(entityId, {
		economy:
			economy.attacksLeft > 0
				? { ...economy, attacksLeft: economy.attacksLeft - 1 }
				: { ...economy, action: false, attacksLeft: Math.max(0, attacksPerAction - 1) },
	});
	strikeWith(draft, { entityId, target: target.entityId, attack: weapon, isOpportunity: false });
	return undefined;
}

export function isCharmedBy({ conditions }: Participant, { entityId }: Participant): boolean {
	return conditions.some(({ condition, sourceId }) => condition === "charmed" && sourceId === entityId);
}

interface Blow {
	readonly entityId: string;
	readonly target: string;
	readonly attack: Attack;
	readonly isOpportunity: boolean;
}

/** Rolls to hit, and what it does; whoever was hidden is so no longer. */
export function strikeWith(draft: Draft, { entityId, target, attack: weapon, isOpportunity }: Blow): void {
	const mode = attackMode(draft.state(), draft.one(entityId), { target: draft.one(target), ...weapon });
	const outcome = rollToHit(draft, { entityId, target, mode, ...weapon });
	comeOut(draft, entityId);
	draft.deed({ kind: "attacked", entityId, target, name: weapon.name, outcome, isOpportunity });
	if (outcome === "missed") return;
	hurt(draft, { entityId, target, damage: weapon.damage, isCritical: outcome === "critical" });
}

/** What an attack of any kind does where it hits. */
export function hurt(
	draft: Draft,
	blow: { entityId: string; target: string; damage: readonly Damage[]; isCritical: boolean },
): void {
	const { entityId, target, isCritical } = blow;
	// All is rolled before any is taken, as it comes at once.
	const rolled = blow.damage.map(({ dice, type }) => ({
		amount: Math.max(0, roll(draft, dice, { entityId, for: "damage", isCritical })),
		type,
		isCritical,
	}));
	for (const harm of rolled) damage(draft, target, harm);
}

/** Attacking gives away where one is, and uses up help. */
export function comeOut(draft: Draft, entityId: string): void {
	if (draft.one(entityId).isHidden) draft.change(entityId, { isHidden: false });
	removeCondition(draft, entityId, "unseen");
	removeCondition(draft, entityId, "helped");
}

export interface Aim {
	readonly target: Participant;
	readonly kind: "melee" | "ranged";
	/** Cells; beyond it is harder. */
	readonly range: number;
}

/** Whether an attack has advantage, disadvantage, or neither. */
export function attackMode(state: GameState, one: Participant, { target, kind, range }: Aim): Mode {
	const far = distance(one.position, target.position);
	const own = rulesOf(one).map(({ attacksWith }) => attacksWith);
	const others = rulesOf(target).map(({ attackedWith }) => attackedWith);
	const prone = hasCondition(target, "prone") ? (far <= 1 ? "advantage" : "disadvantage") : undefined;
	const modes = [
		...own,
		...others,
		prone,
		one.isHidden ? "advantage" : undefined,
		kind === "ranged" && isHarried(state, one) ? "disadvantage" : undefined,
		far > range ? "disadvantage" : undefined,
		isAfraid(state, one) ? "disadvantage" : undefined,
	];
	return modeOf(
		modes.filter((mode) => mode === "advantage").length,
		modes.filter((mode) => mode === "disadvantage").length,
	);
}

/** An enemy whom it knows of stands beside it and could strike. */
function isHarried({ participants }: GameState, one: Participant): boolean {
	return Object.values(participants).some(
		(other) =>
			other.life === "up" &&
			areEnemies(one, other) &&
			knowsOf(one, other) &&
			distance(one.position, other.position) <= 1 &&
			!rulesOf(other).some(({ isIncapacitated, cannotSee }) => isIncapacitated ?? cannotSee),
	);
}

function isAfraid(state: GameState, one: Participant): boolean {
	return one.conditions.some(({ condition, sourceId }) => {
		const source = participantOf(state, sourceId);
		if (condition !== "frightened" || !source || !knowsOf(one, source)) return false;
		return sees(state, one.position, source.position);
	});
}

/** A 20 hits and is critical, a 1 misses, else armour and cover have to be come up to. */
export function rollToHit(
	draft: Draft,
	{ entityId, target, bonus, mode }: { entityId: string; target: string; bonus: number; mode: Mode },
): "hit" | "critical" | "missed" {
	const state = draft.state();
	const [one, other] = [draft.one(entityId), draft.one(target)];
	const { natural, total } = rollD20(draft, bonus, { entityId, for: "attack", mode });
	const needed = other.armorClass + coverBonus(state, one.position, other.position);
	if (natural === LUCKLESS || (natural !== LUCKY && total < needed)) return "missed";
	const isHelpless =
		distance(one.position, other.position) <= 1 && rulesOf(other).some((rules) => rules.isHelpless);
	return natural === LUCKY || isHelpless ? "critical" : "hit";
}
