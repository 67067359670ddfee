import { terrainAt } from "../../../src/encounters/engine/map.js";
import type { Step } from "../../../src/encounters/engine/path.js";
import type { Cell } from "../../../src/encounters/engine/state.js";
import type { GameView, ParticipantView } from "../../../src/encounters/engine/view.js";
import { feet } from "../turn/choices.js";
import { healthText } from "../words/people.js";
import { type Aim, targetsOf, whoIsAt } from "./aim.js";

const TERRAIN: Readonly<Record<string, string>> = { ".": "open", "#": "blocked", "~": "difficult" };

export interface CellOptions {
	readonly mover: ParticipantView | undefined;
	/** How the mover gets there; undefined where they do not. */
	readonly step: Step | undefined;
	readonly aim: Aim;
}

/** A cell in words: where it is, who is there, and what could be done with it. */
export function cellText(view: GameView, cell: Cell, { mover, step, aim }: CellOptions): string {
	const one = whoIsAt(view, cell);
	const what = one
		? `${one.name}, ${healthText(one)}${one.conditions.map(({ condition }) => `, ${condition}`).join("")}`
		: (TERRAIN[terrainAt(view.mapState, cell) ?? ""] ?? "off the map");
	const can = (() => {
		if (aim.kind === "target" && one && mover) {
			const isThere = targetsOf(view, mover, aim.choice).includes(one);
			return isThere ? `, can be aimed at with ${aim.choice.name}` : ", out of reach";
		}
		return step ? `, ${feet(step.cost)} away` : "";
	})();
	return `Column ${cell.x + 1}, row ${cell.y + 1}: ${what}${can}.`;
}
