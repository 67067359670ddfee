import type { Vec3Wire } from "../../../../game/src/shared/wire/index.js";
import { MOST_CELLS_A_SIDE } from "../engine/limits.js";
import type { Cell, MapState } from "../engine/state.js";
import { MARGIN_CELLS } from "./router-limits.js";

/** Open ground around those who stand somewhere, and the cell of each; whose place is unknown stands in the middle. */
export interface LaidOut {
	readonly mapState: MapState;
	readonly cells: readonly Cell[];
}

/**
 * Lays places of the world (studs) on a grid, seen from above: x to the east, z to the south. Whoever stands so far out
 * that the map would be too large stands at its edge.
 */
export function layOut(places: readonly (Vec3Wire | null)[], studsPerCell: number): LaidOut {
	const known = places.filter((place) => place !== null);
	const x = axis(
		known.map((place) => place.x),
		studsPerCell,
	);
	const y = axis(
		known.map((place) => place.z),
		studsPerCell,
	);
	return {
		mapState: {
			width: x.size,
			height: y.size,
			rows: Array.from({ length: y.size }, () => ".".repeat(x.size)),
		},
		cells: places.map((place) => ({ x: x.cellOf(place?.x), y: y.cellOf(place?.z) })),
	};
}

interface Axis {
	/** Cells. */
	readonly size: number;
	readonly cellOf: (studs: number | undefined) => number;
}

function axis(studs: readonly number[], studsPerCell: number): Axis {
	const [least, most] = studs.length === 0 ? [0, 0] : [Math.min(...studs), Math.max(...studs)];
	const span = Math.floor((most - least) / studsPerCell) + 1;
	const size = Math.min(span + 2 * MARGIN_CELLS, MOST_CELLS_A_SIDE);
	const middle = (least + most) / 2;
	const first = middle - (span / 2) * studsPerCell;
	const offset = Math.floor((size - span) / 2);
	return {
		size,
		cellOf(place = middle) {
			const cell = Math.floor((place - first) / studsPerCell) + offset;
			return Math.min(Math.max(cell, 0), size - 1);
		},
	};
}
