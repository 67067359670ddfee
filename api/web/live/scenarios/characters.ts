import type { NewParticipant } from "../../../src/encounters/engine/commands.js";
import { ARMS, ITEMS, SPELLS } from "./arms.js";

/** A sheet without who it is, whose it is and where it stands. */
export type Sheet = Omit<NewParticipant, "entityId" | "userId" | "position">;

export interface Character {
	readonly characterId: string;
	/** What they are, in a word or two. */
	readonly calling: string;
	readonly sheet: Sheet;
}

const POTION = { ...ITEMS.potion, quantity: 2 };

/** Whom players can bring to a table without writing a sheet first. */
export const CHARACTERS: readonly Character[] = [
	{
		characterId: "fighter",
		calling: "Fighter",
		sheet: {
			entityType: "playerCharacter",
			name: "Kara",
			maxHP: 28,
			armorClass: 18,
			abilities: { str: 16, dex: 12, con: 15, wis: 11 },
			saveBonuses: { str: 5, con: 4 },
			attacks: [ARMS.longsword, { ...ARMS.shortbow, name: "Javelin", range: 6, longRange: 24 }],
			attacksPerAction: 2,
			inventory: [POTION],
		},
	},
	{
		characterId: "ranger",
		calling: "Ranger",
		sheet: {
			entityType: "playerCharacter",
			name: "Wren",
			maxHP: 22,
			armorClass: 15,
			speed: 7,
			abilities: { dex: 17, con: 13, wis: 14 },
			saveBonuses: { str: 2, dex: 5 },
			attacks: [ARMS.longbow, ARMS.dagger],
			inventory: [POTION],
		},
	},
	{
		characterId: "cleric",
		calling: "Cleric",
		sheet: {
			entityType: "playerCharacter",
			name: "Odo",
			maxHP: 24,
			armorClass: 16,
			speed: 5,
			abilities: { str: 13, con: 14, wis: 16 },
			saveBonuses: { wis: 5, cha: 3 },
			attacks: [ARMS.mace],
			spells: [SPELLS.sacredFlame, SPELLS.healingWord, SPELLS.holdPerson],
			slots: [4, 2],
			spellAttackBonus: 5,
			spellSaveDC: 13,
			inventory: [POTION],
		},
	},
	{
		characterId: "wizard",
		calling: "Wizard",
		sheet: {
			entityType: "playerCharacter",
			name: "Ilse",
			maxHP: 16,
			armorClass: 13,
			abilities: { dex: 14, con: 12, int: 17 },
			saveBonuses: { int: 5, wis: 3 },
			attacks: [ARMS.dagger],
			spells: [SPELLS.fireBolt, SPELLS.burningHands],
			slots: [4, 2],
			spellAttackBonus: 5,
			spellSaveDC: 13,
			inventory: [POTION],
		},
	},
];
