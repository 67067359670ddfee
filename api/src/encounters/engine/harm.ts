import { addCondition, endConcentration, handOnConditions, removeCondition } from "./affect.js";
import { rollD20 } from "./dice.js";
import type { Draft } from "./draft.js";
import { nearestFree } from "./map.js";
import { insertSeat, seatOf, seatWith, withoutEntity } from "./order.js";
import type { DamageType } from "./powers.js";
import { savingThrow } from "./saves.js";
import type { Participant } from "./state.js";

/** Successes that make stable, failures that kill. */
const DEATH_SAVES = 3;
const DEATH_SAVE_DC = 10;
/** Of the saving throw for concentration, at least. */
const CONCENTRATION_DC = 10;

/** What of an amount an entity takes: none of what it is immune to, half (rounded down) or twice. */
export function damageTaken(one: Participant, amount: number, type?: DamageType): number {
	if (type === undefined) return amount;
	if (one.immunities.includes(type)) return 0;
	const halved = one.resistances.includes(type) ? Math.floor(amount / 2) : amount;
	return one.vulnerabilities.includes(type) ? halved * 2 : halved;
}

export interface Harm {
	readonly amount: number;
	readonly type?: DamageType;
	readonly isCritical?: boolean;
}

/** An entity is hurt: temporary hit points go first; at 0 it falls or is defeated; concentration may break. */
export function damage(draft: Draft, entityId: string, { amount, type, isCritical }: Harm): void {
	const one = draft.one(entityId);
	const taken = damageTaken(one, amount, type);
	if (one.life === "defeated" || taken <= 0) return;
	const { temporaryHP, currentHP, maxHP } = one;
	const through = Math.max(0, taken - temporaryHP);
	const left = Math.max(0, currentHP - through);
	draft.deed({ kind: "damaged", entityId, amount: taken });
	draft.change(entityId, { temporaryHP: Math.max(0, temporaryHP - taken), currentHP: left });
	if (through === 0 || left > 0) {
		keepConcentration(draft, entityId, taken);
		return;
	}
	if (one.entityType !== "playerCharacter" || through - currentHP >= maxHP) defeat(draft, entityId);
	else if (one.life === "up") fall(draft, entityId);
	else failDeathSaves(draft, entityId, isCritical ? 2 : 1);
}

function keepConcentration(draft: Draft, entityId: string, taken: number): void {
	const { concentration } = draft.one(entityId);
	if (!concentration) return;
	const dc = Math.max(CONCENTRATION_DC, Math.floor(taken / 2));
	const against = `losing ${concentration.name}`;
	if (!savingThrow(draft, entityId, { ability: "con", dc, against })) endConcentration(draft, entityId);
}

function fall(draft: Draft, entityId: string): void {
	draft.change(entityId, { life: "down", deathSaves: { successes: 0, failures: 0 } });
	draft.deed({ kind: "fell", entityId });
	endConcentration(draft, entityId);
	addCondition(draft, entityId, { condition: "unconscious" });
	addCondition(draft, entityId, { condition: "prone" });
}

/** Out of the fight and of the order, for good unless it is brought back. */
export function defeat(draft: Draft, entityId: string): void {
	if (draft.one(entityId).life === "defeated") return;
	endConcentration(draft, entityId);
	draft.change(entityId, {
		life: "defeated",
		currentHP: 0,
		temporaryHP: 0,
		turnStatus: "skipped",
		conditions: [],
		readied: null,
	});
	draft.deed({ kind: "defeated", entityId });
	leaveOrder(draft, entityId);
}

/** Nothing waits for its turns any more. */
export function leaveOrder(draft: Draft, entityId: string): void {
	handOnConditions(draft, entityId);
	const { initiativeOrder } = draft.state();
	if (!seatWith(draft.state(), entityId)) return;
	draft.tell({ type: "INITIATIVE_UPDATED", initiativeOrder: withoutEntity(initiativeOrder, entityId) });
}

/** Hit points come back: whoever had none is up again, whoever was out of the order has its place, from the next round. */
export function heal(draft: Draft, entityId: string, amount: number): void {
	const { currentHP, maxHP } = draft.one(entityId);
	const next = Math.min(maxHP, currentHP + amount);
	if (next <= currentHP) return;
	draft.deed({ kind: "healed", entityId, amount: next - currentHP });
	raiseTo(draft, entityId, next);
}

/** Hit points are as many, more than none. */
export function raiseTo(draft: Draft, entityId: string, currentHP: number): void {
	const { life } = draft.one(entityId);
	if (life === "defeated" && !comeBack(draft, entityId)) return;
	draft.change(entityId, { currentHP });
	if (life === "up") return;
	draft.change(entityId, { life: "up", deathSaves: { successes: 0, failures: 0 } });
	removeCondition(draft, entityId, "unconscious");
	draft.deed({ kind: "revived", entityId });
}

/** It stands up near where it fell, as somebody else may stand there; false of a map that is full. */
function comeBack(draft: Draft, entityId: string): boolean {
	const state = draft.state();
	const one = draft.one(entityId);
	const position = nearestFree(state, one.position);
	if (!position) return false;
	draft.change(entityId, { position, turnStatus: "waiting" });
	if (one.initiative === null) return true;
	const initiativeOrder = insertSeat(state.initiativeOrder, seatOf(one, state.roundNumber));
	draft.tell({ type: "INITIATIVE_UPDATED", initiativeOrder });
	return true;
}

/** At the start of the turn of one who is down: a 20 brings it back, a 1 counts twice against it. */
export function deathSave(draft: Draft, entityId: string): void {
	const { natural } = rollD20(draft, 0, { entityId, for: "death save", mode: "normal" });
	if (natural === 20) {
		raiseTo(draft, entityId, 1);
		return;
	}
	if (natural < DEATH_SAVE_DC) {
		failDeathSaves(draft, entityId, natural === 1 ? 2 : 1);
		return;
	}
	const { successes, failures } = draft.one(entityId).deathSaves;
	const isStable = successes + 1 >= DEATH_SAVES;
	draft.change(entityId, {
		life: isStable ? "stable" : "down",
		deathSaves: isStable ? { successes: 0, failures: 0 } : { successes: successes + 1, failures },
	});
	if (isStable) draft.deed({ kind: "stabilised", entityId });
}

function failDeathSaves(draft: Draft, entityId: string, count: number): void {
	const { successes, failures } = draft.one(entityId).deathSaves;
	const next = Math.min(DEATH_SAVES, failures + count);
	draft.change(entityId, { life: "down", deathSaves: { successes, failures: next } });
	if (next >= DEATH_SAVES) defeat(draft, entityId);
}
