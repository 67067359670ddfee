import { ARMS } from "./arms.js";
import type { Sheet } from "./characters.js";

/** Whom a DM can put on the map without writing a sheet first. */
export const CREATURES = {
	goblin: {
		entityType: "monster",
		name: "Goblin",
		maxHP: 7,
		armorClass: 13,
		abilities: { dex: 14 },
		attacks: [ARMS.scimitar, ARMS.shortbow],
	},
	wolf: {
		entityType: "monster",
		name: "Wolf",
		maxHP: 11,
		armorClass: 13,
		speed: 8,
		abilities: { dex: 15, wis: 12 },
		attacks: [ARMS.bite],
	},
	skeleton: {
		entityType: "monster",
		name: "Skeleton",
		maxHP: 13,
		armorClass: 13,
		abilities: { dex: 14, con: 15 },
		vulnerabilities: ["bludgeoning"],
		immunities: ["poison"],
		conditionImmunities: ["poisoned"],
		attacks: [ARMS.scimitar, ARMS.shortbow],
	},
	ogre: {
		entityType: "monster",
		name: "Ogre",
		maxHP: 40,
		armorClass: 11,
		speed: 8,
		abilities: { str: 19, dex: 8, con: 16 },
		attacks: [ARMS.greatclub],
	},
	villager: {
		entityType: "npc",
		name: "Villager",
		maxHP: 6,
		abilities: {},
		attacks: [ARMS.dagger],
	},
} as const satisfies Readonly<Record<string, Sheet>>;

export type CreatureId = keyof typeof CREATURES;
