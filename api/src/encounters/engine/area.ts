import { isBlocked } from "./map.js";
import type { Area } from "./powers.js";
import { sees } from "./sight.js";
import { type Cell, everyone, type GameState, type Participant } from "./state.js";

/** Half of a line's width, in cells. */
const HALF_WIDTH = 0.5;

/** Whether an area takes in a cell: a burst spreads from its point, a line and a cone from the caster towards it. */
export function isInArea(
	state: Pick<GameState, "mapState">,
	cell: Cell,
	{ area, from, towards }: { readonly area: Area; readonly from: Cell; readonly towards: Cell },
): boolean {
	if (isBlocked(state.mapState, cell)) return false;
	if (area.shape === "burst") {
		return Math.hypot(cell.x - towards.x, cell.y - towards.y) <= area.radius && sees(state, towards, cell);
	}
	const length = Math.hypot(towards.x - from.x, towards.y - from.y);
	if (length === 0) return false;
	const [x, y] = [(towards.x - from.x) / length, (towards.y - from.y) / length];
	const along = (cell.x - from.x) * x + (cell.y - from.y) * y;
	const across = Math.abs((cell.x - from.x) * y - (cell.y - from.y) * x);
	// A cone is as wide as it is long, wherever it is cut.
	const widest = area.shape === "line" ? HALF_WIDTH : along / 2;
	return along > 0 && along <= area.length && across <= widest && sees(state, from, cell);
}

/** Who is in it, by id, known or not. */
export function inArea(
	state: GameState,
	where: { readonly area: Area; readonly from: Cell; readonly towards: Cell },
): readonly Participant[] {
	return everyone(state).filter(
		({ life, position }) => life !== "defeated" && isInArea(state, position, where),
	);
}
