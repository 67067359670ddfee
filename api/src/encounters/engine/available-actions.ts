import { INTERACTIONS } from "./commands.js";
import { type Bearer, canAct, canMove, hasCondition } from "./conditions.js";
import { currentSeat } from "./turns.js";
import { participantOf, type GameState, type Participant } from "./state.js";

/**
 * What an entity has left to do in its turn: `move`, `attack:{attackId}`, `cast:{spellId}`, `useItem:{itemId}`,
 * `interact:{actionId}`, `end`; nothing on the turns of others. Whether a target is in reach is told by trying.
 */
export function availableActions(state: GameState, entityId: string): readonly string[] {
	const one = participantOf(state, entityId);
	const isIts = currentSeat(state)?.entityIds.includes(entityId);
	if (!one || !isIts || one.turnStatus !== "active" || state.status !== "active") return [];
	return actionsLeft(one);
}

/** What somebody could do with what is left of a turn, if it were theirs. */
export function actionsLeft(
	one: Bearer & Pick<Participant, "economy" | "attacks" | "spells" | "slots" | "inventory">,
): readonly string[] {
	const { economy, attacks, spells, slots, inventory } = one;
	const moves = canMove(one) && economy.movementLeft > 0 ? ["move"] : [];
	const isFree = (interaction: string) => interaction === "watch" || interaction === "ignore";
	const interactions = INTERACTIONS.filter((interaction) =>
		interaction === "stand"
			? hasCondition(one, "prone") && canMove(one)
			: economy.action || isFree(interaction),
	);
	if (!canAct(one)) return [...moves, "end"];
	return [
		...moves,
		...(economy.action || economy.attacksLeft > 0 ? attacks.map(({ attackId }) => `attack:${attackId}`) : []),
		...spells
			.filter(
				({ cost, level }) =>
					economy[cost] && (level === 0 || slots.slice(level - 1).some((left) => left > 0)),
			)
			.map(({ spellId }) => `cast:${spellId}`),
		...(economy.action ? inventory.filter(({ use }) => use).map(({ itemId }) => `useItem:${itemId}`) : []),
		...interactions.map((interaction) => `interact:${interaction}`),
		"end",
	];
}
