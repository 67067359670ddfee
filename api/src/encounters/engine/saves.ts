import { rulesOf } from "./conditions.js";
import { modeOf, rollD20 } from "./dice.js";
import type { Draft } from "./draft.js";
import type { Ability, Participant } from "./state.js";

/** What an ability adds to a roll. */
export function modifier(score: number): number {
	return Math.floor((score - 10) / 2);
}

export function saveBonus({ abilities, saveBonuses }: Participant, ability: Ability): number {
	return saveBonuses[ability] ?? modifier(abilities[ability]);
}

/** A saving throw, told with what it was against; true if it holds. */
export function savingThrow(
	draft: Draft,
	entityId: string,
	{ ability, dc, against }: { readonly ability: Ability; readonly dc: number; readonly against: string },
): boolean {
	const one = draft.one(entityId);
	const rules = rulesOf(one);
	const fails =
		(ability === "str" || ability === "dex") &&
		(one.life !== "up" || rules.some(({ failsStrengthAndDexterity }) => failsStrengthAndDexterity));
	const count = (mode: string) =>
		ability === "dex" ? rules.filter(({ dexteritySavesWith }) => dexteritySavesWith === mode).length : 0;
	const holds =
		!fails &&
		rollD20(draft, saveBonus(one, ability), {
			entityId,
			for: "save",
			mode: modeOf(count("advantage"), count("disadvantage")),
		}).total >= dc;
	draft.deed({ kind: holds ? "saved" : "failedSave", entityId, against });
	return holds;
}
