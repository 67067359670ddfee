import type { NewParticipant } from "./commands.js";
import { parseDice } from "./dice.js";
import { MOST_NAME, MOST_NUMBER } from "./limits.js";
import type { Damage } from "./powers.js";
import { modifier } from "./saves.js";
import { ABILITIES, type Ability, type Participant } from "./state.js";

/** A creature without anything remarkable: 30 ft a turn, abilities of 10. */
const USUAL = { armorClass: 10, speed: 6, ability: 10, spellSaveDC: 10 } as const;

/** With what it was not told of. */
export function newParticipant(given: NewParticipant): Participant {
	const entries = ABILITIES.map((ability) => [ability, given.abilities?.[ability] ?? USUAL.ability]);
	const abilities = Object.fromEntries(entries) as Record<Ability, number>;
	const { entityType, maxHP, speed = USUAL.speed } = given;
	return {
		entityId: given.entityId,
		entityType,
		name: given.name,
		side:
			given.side ??
			(entityType === "playerCharacter" ? "party" : entityType === "monster" ? "foes" : "others"),
		...(given.userId !== undefined && { userId: given.userId }),
		currentHP: given.currentHP ?? maxHP,
		maxHP,
		temporaryHP: 0,
		armorClass: given.armorClass ?? USUAL.armorClass,
		speed,
		abilities,
		saveBonuses: given.saveBonuses ?? {},
		initiativeBonus: given.initiativeBonus ?? modifier(abilities.dex),
		initiative: given.initiative ?? null,
		attacks: given.attacks ?? [],
		attacksPerAction: given.attacksPerAction ?? 1,
		spells: given.spells ?? [],
		slots: given.slots ?? [],
		spellAttackBonus: given.spellAttackBonus ?? 0,
		spellSaveDC: given.spellSaveDC ?? USUAL.spellSaveDC,
		resistances: given.resistances ?? [],
		immunities: given.immunities ?? [],
		vulnerabilities: given.vulnerabilities ?? [],
		conditionImmunities: given.conditionImmunities ?? [],
		position: given.position,
		conditions: [],
		inventory: given.inventory ?? [],
		// Nothing to react with before its first turn would make surprise of every start.
		economy: { action: false, bonusAction: false, reaction: true, movementLeft: 0, attacksLeft: 0 },
		turnStatus: "waiting",
		life: "up",
		deathSaves: { successes: 0, failures: 0 },
		concentration: null,
		readied: null,
		isWatchful: true,
		isHidden: given.isHidden ?? false,
		isConnected: true,
		notes: given.notes ?? "",
	};
}

/** What is wrong with an entity, in a sentence. */
export function wrongIn(given: NewParticipant): string | undefined {
	const { entityId, name, maxHP, currentHP = maxHP, attacks = [], inventory = [] } = given;
	if (!isName(entityId) || !isName(name)) return "An entity needs an id and a name.";
	if (!isCount(maxHP, 1) || !isCount(currentHP, 1) || currentHP > maxHP) {
		return "Hit points are whole numbers of at least 1, no more than the most there can be.";
	}
	const numbers = [given.speed, given.armorClass, given.attacksPerAction, ...(given.slots ?? [])];
	if (numbers.some((one) => one !== undefined && !isCount(one, 0)))
		return "Speed, armour and slots are whole numbers.";
	const bonuses = [
		given.initiative,
		given.initiativeBonus,
		given.spellAttackBonus,
		...attacks.map(({ bonus }) => bonus),
	];
	if (bonuses.some((one) => one !== undefined && !isBonus(one))) return "Bonuses are whole numbers.";
	if (inventory.some(({ quantity }) => !isCount(quantity, 0))) return "Of an item there are none or more.";
	return isRollable(given) ? undefined : "Dice are written like 2d6+3.";
}

function isRollable({ attacks = [], spells = [], inventory = [] }: NewParticipant): boolean {
	const damages: readonly Damage[] = [
		...attacks.flatMap(({ damage }) => damage),
		...spells.flatMap(({ damage }) => damage),
		...inventory.flatMap(({ use }) => (use?.damage ? [use.damage] : [])),
	];
	const others = [
		...spells.flatMap(({ healing, perLevel }) => [healing, perLevel]),
		...inventory.map(({ use }) => use?.healing),
	];
	const all = [...damages.map(({ dice }) => dice), ...others.filter((one) => one !== undefined)];
	return all.every((dice) => parseDice(dice) !== undefined);
}

function isName(text: string): boolean {
	return text.trim() !== "" && text.length <= MOST_NAME;
}

export function isCount(value: number, least: number): boolean {
	return Number.isInteger(value) && value >= least && value <= MOST_NUMBER;
}

export function isBonus(value: number): boolean {
	return Number.isInteger(value) && Math.abs(value) <= MOST_NUMBER;
}
