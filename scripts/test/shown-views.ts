import type { GameView, ParticipantView } from "../../api/src/encounters/engine/view.js";
import { healthText } from "../../api/web/live/words/people.js";

/** What a page shows of those in an encounter. */
export interface Shown {
	/** By entity id: the cell, and whether they are up. */
	readonly tokens: Readonly<Record<string, string>>;
	/** Names and how they are, in the order of turns, then those who are out of it. */
	readonly order: readonly string[];
}

function split({ initiativeOrder, participants }: GameView): {
	readonly placed: readonly ParticipantView[];
	readonly others: readonly ParticipantView[];
} {
	const placed = initiativeOrder.flatMap(({ entityIds }) => entityIds.map((id) => participants[id]!));
	return { placed, others: Object.values(participants).filter((one) => !placed.includes(one)) };
}

/** What a page is to show of a view. */
export function shownIn(view: GameView): Shown {
	const { placed, others } = split(view);
	const everybody = [...placed, ...others];
	const tokens = everybody.map(({ entityId, position, life }) => [
		entityId,
		`${position.x},${position.y} ${life}`,
	]);
	return {
		tokens: Object.fromEntries(tokens) as Shown["tokens"],
		order: everybody.map((one) => `${one.name}: ${healthText(one)}`),
	};
}

/** How the panel of a player of the place is to begin: whose turn it is, then everybody and how they are. */
export function panelIn(view: GameView): readonly string[] {
	const { placed, others } = split(view);
	const acting = view.initiativeOrder[view.currentTurnIndex]?.entityIds ?? [];
	const names = acting.map((id) => view.participants[id]!.name).join(", ");
	const rest = others.toSorted((one, other) => (one.name < other.name ? -1 : 1));
	const rows = [...placed, ...rest].flatMap(({ entityId, name, health, currentHP, maxHP }) => [
		acting.includes(entityId) ? `▸ ${name}` : name,
		currentHP === undefined ? health : `${health} ${currentHP}/${maxHP}`,
	]);
	return [`Round ${view.roundNumber}: ${names}`, ...rows];
}
