import type { Vec3Wire } from "../../../../game/src/shared/wire/index.js";
import { MOST_CELLS_A_SIDE } from "../engine/limits.js";
import type { Cell, MapState, RoomPlace } from "../engine/state.js";
import { MARGIN_CELLS } from "./router-limits.js";

/** How a map lies in the world. */
export interface LaidOut {
	readonly mapState: MapState;
	/** Studs of cell 0, 0. */
	readonly corner: RoomPlace["corner"];
	/** Along one side of a cell. */
	readonly studsPerCell: number;
}

/**
 * Lays open ground around places of the world (studs), seen from above: x to the east, z to the south. Where no place is
 * known it lies around the middle of the world.
 */
export function layOut(places: readonly (Vec3Wire | null)[], studsPerCell: number): LaidOut {
	const known = places.filter((place) => place !== null);
	const x = axis(
		known.map((place) => place.x),
		studsPerCell,
	);
	const z = axis(
		known.map((place) => place.z),
		studsPerCell,
	);
	return {
		mapState: {
			width: x.size,
			height: z.size,
			rows: Array.from({ length: z.size }, () => ".".repeat(x.size)),
		},
		corner: { x: x.corner, z: z.corner },
		studsPerCell,
	};
}

/** The cell in which a place lies: at the edge of what lies beyond it, in the middle of what is not known. */
export function cellOf({ mapState, corner, studsPerCell }: LaidOut, place: Vec3Wire | null): Cell {
	const on = (size: number, studs: number | undefined): number => {
		const cell = studs === undefined ? size / 2 : studs / studsPerCell;
		return Math.min(Math.max(Math.floor(cell), 0), size - 1);
	};
	return {
		x: on(mapState.width, place ? place.x - corner.x : undefined),
		y: on(mapState.height, place ? place.z - corner.z : undefined),
	};
}

/** Those in the middle of their row or column, with room on both sides. */
function axis(
	studs: readonly number[],
	studsPerCell: number,
): { readonly size: number; readonly corner: number } {
	const [least, most] = studs.length === 0 ? [0, 0] : [Math.min(...studs), Math.max(...studs)];
	const span = Math.floor((most - least) / studsPerCell) + 1;
	const size = Math.min(span + 2 * MARGIN_CELLS, MOST_CELLS_A_SIDE);
	return { size, corner: (least + most) / 2 - (span / 2 + Math.floor((size - span) / 2)) * studsPerCell };
}
