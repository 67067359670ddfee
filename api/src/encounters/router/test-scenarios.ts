import type { NewParticipant } from "../engine/commands.js";

/** Encounters that are ready to be played, by name. */
export const SCENARIOS = ["duel", "skirmish", "crowd"] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Who stands in a scenario, on each side. */
const SIZES: Readonly<Record<Scenario, number>> = { duel: 1, skirmish: 3, crowd: 20 };

/** Cells between the two sides: a turn's walk and a bit. */
const APART = 8;

const CLUB = {
	attackId: "club",
	name: "Club",
	kind: "melee",
	bonus: 4,
	range: 1,
	damage: [{ dice: "1d6+2", type: "bludgeoning" }],
} as const;

/** Heroes of test users (`test-1`, …) and as many monsters across from them. */
export function scenario(which: Scenario): readonly NewParticipant[] {
	const size = SIZES[which];
	return Array.from({ length: size }, (_, index): NewParticipant[] => {
		const number = index + 1;
		const common = { maxHP: 20, armorClass: 12, attacks: [CLUB] };
		return [
			{
				...common,
				entityId: `hero-${number}`,
				entityType: "playerCharacter",
				name: `Hero ${number}`,
				userId: `test-${number}`,
				position: { x: 2, y: index },
			},
			{
				...common,
				entityId: `monster-${number}`,
				entityType: "monster",
				name: `Monster ${number}`,
				position: { x: 2 + APART, y: index },
			},
		];
	}).flat();
}
