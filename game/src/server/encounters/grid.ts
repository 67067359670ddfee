import type { CellWire } from "../../shared/wire";
import type { Spot } from "../npcs/wander";

/** Cells along a side of the largest map that a room may have. */
const MOST_CELLS = 200;

/** How the cells of a room lie in the place, seen from above: x to the east, y to the south (studs' z). */
export interface Grid {
	/** Studs of the corner of cell 0, 0. */
	readonly origin: Spot;
	/** Studs along one side of a cell. */
	readonly studs: number;
}

/** Somebody who stood there when the room was opened, and the cell that the room gave them. */
export interface Placed {
	readonly spot: Spot;
	readonly cell: CellWire;
}

/** The number in the middle: whoever the room had to put aside does not draw the map along. */
function median(numbers: number[]): number {
	numbers.sort((a, b) => a < b);
	const upper = numbers.size() / 2;
	const middle = math.floor(upper);
	return middle === upper ? (numbers[middle - 1]! + numbers[middle]!) / 2 : numbers[middle]!;
}

/**
 * Lays a room's map over the place so that those who opened it stand in their cells, as far as may be: the backend
 * says who stands in which cell, and not where the map begins. `placed` must not be empty.
 */
export function fitGrid(placed: readonly Placed[], studs: number): Grid {
	const x = median(placed.map(({ spot, cell }) => spot.x - (cell.x + 0.5) * studs));
	const z = median(placed.map(({ spot, cell }) => spot.z - (cell.y + 0.5) * studs));
	return { origin: { x, z }, studs };
}

/** The middle of a cell, in studs. */
export function spotOf({ origin, studs }: Grid, cell: CellWire): Spot {
	return { x: origin.x + (cell.x + 0.5) * studs, z: origin.z + (cell.y + 0.5) * studs };
}

/** The cell in which a spot lies; undefined where no map has any. */
export function cellAt({ origin, studs }: Grid, spot: Spot): CellWire | undefined {
	const x = math.floor((spot.x - origin.x) / studs);
	const y = math.floor((spot.z - origin.z) / studs);
	const isOn = x >= 0 && y >= 0 && x < MOST_CELLS && y < MOST_CELLS;
	return isOn ? { x, y } : undefined;
}
