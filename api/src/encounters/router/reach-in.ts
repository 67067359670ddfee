import type { CellRunWire, ReachWire } from "../../../../game/src/shared/wire/index.js";
import { walksOf } from "../engine/ground.js";
import type { Cell } from "../engine/state.js";
import type { GameView } from "../engine/view.js";

/** Where each of those whom the viewer may move now can go and stay, as far as the viewer knows. */
export function reachIn(view: GameView): readonly ReachWire[] {
	return Object.values(view.participants).flatMap((one) => {
		if (!one.availableActions?.includes("move")) return [];
		const walks = walksOf(view, one, one.economy?.movementLeft ?? 0);
		const cells = [...walks.values()].map(({ cell }) => cell);
		return [{ entity_id: one.entityId, runs: runsOf(cells) }];
	});
}

/** The same cells, those that lie side by side in a row as one. */
export function runsOf(cells: readonly Cell[]): readonly CellRunWire[] {
	const runs: { readonly x: number; readonly y: number; width: number }[] = [];
	for (const { x, y } of cells.toSorted((one, other) => one.y - other.y || one.x - other.x)) {
		const last = runs.at(-1);
		if (last?.y === y && last.x + last.width === x) last.width += 1;
		else runs.push({ x, y, width: 1 });
	}
	return runs;
}
