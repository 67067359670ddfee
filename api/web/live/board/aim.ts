import { isInArea } from "../../../src/encounters/engine/area.js";
import type { TurnAction } from "../../../src/encounters/engine/commands.js";
import { distance, sameCell } from "../../../src/encounters/engine/map.js";
import { areEnemies } from "../../../src/encounters/engine/sides.js";
import { sees } from "../../../src/encounters/engine/sight.js";
import type { Cell } from "../../../src/encounters/engine/state.js";
import type { GameView, ParticipantView } from "../../../src/encounters/engine/view.js";
import type { Choice } from "../turn/choices.js";

export { type Reach, reachOf, wayTo } from "../../../src/encounters/engine/reach.js";

/** What a click on the map means just now. */
export type Aim =
	| { readonly kind: "walk" }
	| { readonly kind: "target"; readonly choice: Choice; readonly slotLevel?: number }
	/** The DM puts somebody somewhere, or draws. */
	| { readonly kind: "place"; readonly entityId: string }
	| { readonly kind: "draw"; readonly terrain: "." | "#" | "~" };

export const WALK: Aim = { kind: "walk" };

export function standing({ participants }: Pick<GameView, "participants">): readonly ParticipantView[] {
	return Object.values(participants).filter(({ life }) => life !== "defeated");
}

export function whoIsAt(view: Pick<GameView, "participants">, cell: Cell): ParticipantView | undefined {
	return standing(view).find(({ position }) => sameCell(position, cell));
}

function isNear(
	view: GameView,
	mover: ParticipantView,
	{ cell, range }: { cell: Cell; range: number },
): boolean {
	return distance(mover.position, cell) <= range && sees(view, mover.position, cell);
}

/** Whom a choice can be aimed at, as far as its player knows; the room has the last word. */
export function targetsOf(
	view: GameView,
	mover: ParticipantView,
	choice: Choice,
): readonly ParticipantView[] {
	if (choice.area) return [];
	return standing(view).filter((one) => {
		const isSelf = one.entityId === mover.entityId;
		if (isSelf && !choice.takesSelf) return false;
		if (choice.aims !== "anybody" && areEnemies(mover, one) !== (choice.aims === "enemies")) return false;
		return isSelf || isNear(view, mover, { cell: one.position, range: choice.range });
	});
}

/** The cells that a choice with an area would take in if it were aimed at a cell; undefined where it cannot be. */
export function areaAt(
	view: GameView,
	mover: ParticipantView,
	{ choice, towards }: { readonly choice: Choice; readonly towards: Cell },
): readonly Cell[] | undefined {
	const { area, range } = choice;
	if (!area || sameCell(towards, mover.position)) return undefined;
	if (area.shape === "burst" && !isNear(view, mover, { cell: towards, range })) return undefined;
	const from = mover.position;
	const far = area.shape === "burst" ? area.radius : area.length;
	const centre = area.shape === "burst" ? towards : from;
	const cells: Cell[] = [];
	for (let y = centre.y - far; y <= centre.y + far; y += 1) {
		for (let x = centre.x - far; x <= centre.x + far; x += 1) {
			if (isInArea(view, { x, y }, { area, from, towards })) cells.push({ x, y });
		}
	}
	return cells;
}

/** What a click on a cell would do for the mover; undefined where it does nothing. */
export function actionAt(
	view: GameView,
	mover: ParticipantView,
	{ aim, cell, choices }: { readonly aim: Aim; readonly cell: Cell; readonly choices: readonly Choice[] },
): TurnAction | undefined {
	const { entityId } = mover;
	const one = whoIsAt(view, cell);
	if (aim.kind === "target") {
		const { choice, slotLevel } = aim;
		const isTarget = one && targetsOf(view, mover, choice).includes(one);
		if (choice.area ? !areaAt(view, mover, { choice, towards: cell }) : !isTarget) return undefined;
		return {
			...choice.action,
			entityId,
			...(choice.area ? { position: cell } : { target: one!.entityId }),
			...(slotLevel !== undefined && { parameters: { slotLevel } }),
		};
	}
	if (aim.kind !== "walk") return undefined;
	if (!one) return { type: "move", entityId, position: cell };
	// Whoever is in reach can be struck at without choosing what with.
	const usual = choices.find(
		(choice) => choice.action.type === "attack" && targetsOf(view, mover, choice).includes(one),
	);
	return usual && { ...usual.action, entityId, target: one.entityId };
}
