import type { CellWire, GroundWire } from "../../shared/wire";
import type { Spot } from "../npcs/wander";

/** The middle of a cell, in studs. */
export function spotOf({ corner, studs_per_cell: studs }: GroundWire, cell: CellWire): Spot {
	return { x: corner.x + (cell.x + 0.5) * studs, z: corner.z + (cell.y + 0.5) * studs };
}

/** The cell in which a spot lies; undefined where the map of that many cells has none. */
export function cellAt(
	{ corner, studs_per_cell: studs }: GroundWire,
	{ width, height }: { readonly width: number; readonly height: number },
	spot: Spot,
): CellWire | undefined {
	const x = math.floor((spot.x - corner.x) / studs);
	const y = math.floor((spot.z - corner.z) / studs);
	return x >= 0 && y >= 0 && x < width && y < height ? { x, y } : undefined;
}
