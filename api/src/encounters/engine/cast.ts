import { addCondition, endConcentration } from "./affect.js";
import { inArea } from "./area.js";
import { attackMode, comeOut, hurt, isCharmedBy, rollToHit } from "./attack.js";
import type { TurnAction } from "./commands.js";
import { roll } from "./dice.js";
import { type Draft, refuse } from "./draft.js";
import { damage, heal } from "./harm.js";
import { distance, sameCell, terrainAt } from "./map.js";
import type { Damage, Spell } from "./powers.js";
import { savingThrow } from "./saves.js";
import { targetOf } from "./sides.js";
import { sees } from "./sight.js";
import type { Cell, Participant, Rejection } from "./state.js";

/** A spell that is being cast. */
interface Casting {
	readonly entityId: string;
	readonly spell: Spell;
	/** Of the slot. */
	readonly level: number;
	/** Entity ids. */
	readonly targets: readonly string[];
}

export function cast(draft: Draft, action: TurnAction): Rejection | undefined {
	const state = draft.state();
	const one = draft.one(action.entityId);
	const spell = one.spells.find(({ spellId }) => spellId === action.spellId);
	if (!spell) return refuse("unknown", "You know no such spell.");
	if (!one.economy[spell.cost]) return refuse("nothing_left", "You have nothing left to cast it with.");
	const level = spell.level === 0 ? 0 : (action.parameters?.slotLevel ?? spell.level);
	if (level < spell.level || !Number.isInteger(level))
		return refuse("invalid", "That slot is too small for it.");
	if (level > 0 && (one.slots[level - 1] ?? 0) < 1)
		return refuse("nothing_left", "You have no such slot left.");
	const target = targetOf(state, one, action.target ?? (spell.range === 0 ? one.entityId : undefined));
	const place = spell.area && action.position;
	const point = place ?? target?.position;
	if (!point || terrainAt(state.mapState, point) === undefined || (!spell.area && !target)) {
		return refuse("unknown", "There is nothing like that to aim at.");
	}
	const refused = outOfReach(draft, one, { spell, point });
	if (refused) return refused;
	const isHarmful = spell.kind === "attack" || spell.kind === "save";
	if (!spell.area && target && isHarmful && isCharmedBy(one, target)) {
		return refuse("illegal", "You cannot bring yourself to hurt your charmer.");
	}
	const targets = spell.area
		? inArea(state, { area: spell.area, from: one.position, towards: point }).map(({ entityId }) => entityId)
		: [target!.entityId];
	pay(draft, one, { spell, level });
	draft.deed({
		kind: "cast",
		entityId: one.entityId,
		name: spell.name,
		at: point,
		...(!place && target && { aimedAt: target.entityId }),
	});
	if (isHarmful) comeOutToCast(draft, one.entityId, spell);
	work(draft, { entityId: one.entityId, spell, level, targets });
	return undefined;
}

/** An attack roll uses its advantage first. */
function comeOutToCast(draft: Draft, entityId: string, { kind }: Spell): void {
	if (kind === "save") comeOut(draft, entityId);
}

function outOfReach(
	draft: Draft,
	one: Participant,
	{ spell, point }: { readonly spell: Spell; readonly point: Cell },
): Rejection | undefined {
	const isDirected = spell.area !== undefined && spell.area.shape !== "burst";
	if (isDirected) {
		return sameCell(one.position, point) ? refuse("invalid", "Say which way to cast it.") : undefined;
	}
	const isFar = distance(one.position, point) > spell.range;
	if (isFar || !sees(draft.state(), one.position, point)) return refuse("illegal", "That is out of reach.");
	return undefined;
}

function pay(draft: Draft, one: Participant, { spell, level }: { spell: Spell; level: number }): void {
	const { entityId, economy, slots } = one;
	draft.change(entityId, {
		economy: { ...economy, [spell.cost]: false },
		slots: slots.map((left, at) => (at === level - 1 ? left - 1 : left)),
	});
	if (!spell.needsConcentration) return;
	endConcentration(draft, entityId);
	draft.change(entityId, { concentration: { spellId: spell.spellId, name: spell.name } });
}

function work(draft: Draft, casting: Casting): void {
	const { entityId, spell, targets } = casting;
	switch (spell.kind) {
		case "attack":
			for (const target of targets) strikeBySpell(draft, casting, target);
			return;
		case "save":
			saveAgainst(draft, casting);
			return;
		case "heal": {
			const dice = [spell.healing ?? "0", ...moreDice(casting)];
			const amount = dice.reduce((sum, one) => sum + roll(draft, one, { entityId, for: "healing" }), 0);
			for (const target of targets) heal(draft, target, amount);
			return;
		}
		case "effect":
			for (const target of targets) cause(draft, casting, target);
	}
}

/** What each level of the slot above the spell's own adds. */
function moreDice({ spell, level }: Casting): readonly string[] {
	return spell.perLevel === undefined ? [] : Array<string>(level - spell.level).fill(spell.perLevel);
}

function damageOf(casting: Casting): readonly Damage[] {
	const { damage: own } = casting.spell;
	const type = own[0]?.type;
	return type === undefined ? [] : [...own, ...moreDice(casting).map((dice) => ({ dice, type }))];
}

function strikeBySpell(draft: Draft, casting: Casting, target: string): void {
	const { entityId, spell } = casting;
	const [one, other] = [draft.one(entityId), draft.one(target)];
	const kind = spell.range <= 1 ? "melee" : "ranged";
	const mode = attackMode(draft.state(), one, { target: other, kind, range: spell.range });
	const outcome = rollToHit(draft, { entityId, target, bonus: one.spellAttackBonus, mode });
	comeOut(draft, entityId);
	draft.deed({ kind: "attacked", entityId, target, name: spell.name, outcome, isOpportunity: false });
	if (outcome === "missed") return;
	hurt(draft, { entityId, target, damage: damageOf(casting), isCritical: outcome === "critical" });
	cause(draft, casting, target);
}

/** Everybody in it is done the same to, and each resists alone. */
function saveAgainst(draft: Draft, casting: Casting): void {
	const { entityId, spell, targets } = casting;
	const { save } = spell;
	if (!save) return;
	const rolled = damageOf(casting).map(({ dice, type }) => ({
		amount: Math.max(0, roll(draft, dice, { entityId, for: "damage" })),
		type,
	}));
	const dc = draft.one(entityId).spellSaveDC;
	for (const target of targets) {
		const holds = savingThrow(draft, target, { ability: save.ability, dc, against: spell.name });
		if (holds && save.onSuccess === "none") continue;
		for (const { amount, type } of rolled) {
			damage(draft, target, { amount: holds ? Math.floor(amount / 2) : amount, type });
		}
		if (!holds) cause(draft, casting, target);
	}
}

/** Conditions last as the spell says, those of concentration as long as it holds. */
function cause(draft: Draft, { entityId, spell }: Casting, target: string): void {
	const { spellSaveDC, concentration } = draft.one(entityId);
	// It may have been broken by the spell itself.
	if (spell.needsConcentration && concentration?.spellId !== spell.spellId) return;
	for (const { condition, rounds, saveEnds } of spell.conditions) {
		addCondition(draft, target, {
			condition,
			sourceId: entityId,
			...(rounds !== undefined && { until: { moment: "end" as const, of: entityId, turns: rounds } }),
			...(saveEnds && spell.save && { saveEnds: { ability: spell.save.ability, dc: spellSaveDC } }),
			...(spell.needsConcentration && { spellId: spell.spellId }),
		});
	}
}
