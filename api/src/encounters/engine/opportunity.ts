import { strikeWith } from "./attack.js";
import { canAct, hasCondition, rulesOf } from "./conditions.js";
import type { Draft } from "./draft.js";
import { distance } from "./map.js";
import type { Attack } from "./powers.js";
import { areEnemies } from "./sides.js";
import { sees } from "./sight.js";
import { type Cell, everyone, type GameState, type Participant } from "./state.js";

/** Who strikes, and with what. */
export interface Foe {
	readonly entityId: string;
	readonly attack: Attack;
}

/** Enemies whose reach a step leaves and who may strike at that, by their ids. Those who hide do not give themselves away. */
export function opportunities(
	state: GameState,
	{ walker, from, to }: { readonly walker: Participant; readonly from: Cell; readonly to: Cell },
): readonly Foe[] {
	if (["disengaged", "invisible", "unseen"].some((name) => hasCondition(walker, name as "invisible")))
		return [];
	return everyone(state).flatMap((foe) => {
		const attack = foe.attacks.find(
			({ kind, range }) =>
				kind === "melee" && distance(foe.position, from) <= range && distance(foe.position, to) > range,
		);
		const may =
			areEnemies(foe, walker) &&
			foe.isWatchful &&
			foe.economy.reaction &&
			canAct(foe) &&
			!foe.isHidden &&
			!walker.isHidden &&
			!rulesOf(foe).some(({ cannotSee }) => cannotSee) &&
			sees(state, foe.position, from);
		return attack && may ? [{ entityId: foe.entityId, attack }] : [];
	});
}

/** One blow, which is the reaction of whoever strikes. */
export function strike(draft: Draft, { entityId, attack }: Foe, target: string): void {
	const { economy } = draft.one(entityId);
	draft.change(entityId, { economy: { ...economy, reaction: false } });
	strikeWith(draft, { entityId, target, attack, isOpportunity: true });
}
