import type { GroundMessage } from "../../shared/remotes/encounter-messages";

/** A corner of cells: 0, 0 is the map's own. */
export interface Corner {
	readonly x: number;
	readonly y: number;
}

/** Cells of a map that are drawn. */
export interface GroundWindow extends Corner {
	readonly width: number;
	readonly height: number;
}

/** Cells along a side that are drawn at most: as far as one sees lines a stud wide, and a few thousand points. */
export const MOST_DRAWN = 48;
/** Cells by which the window moves on: it is drawn anew after a turn's walk, and not after each step. */
const MOVED_ON = 8;

/** Where the window of one axis begins, with `middle` well inside of it. */
function beginOf(size: number, middle: number): number {
	const begin = math.floor((middle - MOST_DRAWN / 2) / MOVED_ON + 0.5) * MOVED_ON;
	return math.clamp(begin, 0, math.max(0, size - MOST_DRAWN));
}

/** What of a map is drawn for somebody who stands at a spot (studs): all of it, or those cells that are around them. */
export function windowOf(
	{ corner, studs, width, height }: GroundMessage,
	spot: { readonly x: number; readonly z: number },
): GroundWindow {
	return {
		x: beginOf(width, (spot.x - corner.x) / studs),
		y: beginOf(height, (spot.z - corner.z) / studs),
		width: math.min(width, MOST_DRAWN),
		height: math.min(height, MOST_DRAWN),
	};
}

/** The lines between the cells of a window, each through all corners on its way. */
export function pathsOf({ x, y, width, height }: GroundWindow): readonly (readonly Corner[])[] {
	const paths: Corner[][] = [];
	for (const row of $range(y, y + height)) {
		const path: Corner[] = [];
		for (const column of $range(x, x + width)) path.push({ x: column, y: row });
		paths.push(path);
	}
	for (const column of $range(x, x + width)) {
		const path: Corner[] = [];
		for (const row of $range(y, y + height)) path.push({ x: column, y: row });
		paths.push(path);
	}
	return paths;
}

/** The sides of those cells that lie between one of them and none: from one corner to the next. */
export function borderOf(reach: GroundMessage["reach"]): readonly (readonly [Corner, Corner])[] {
	const cells = new Set<string>();
	const keyOf = (x: number, y: number) => `${x} ${y}`;
	for (const { x, y, width } of reach)
		for (const column of $range(x, x + width - 1)) cells.add(keyOf(column, y));
	const border: [Corner, Corner][] = [];
	const side = (isBorder: boolean, from: Corner, to: Corner) => {
		if (isBorder) border.push([from, to]);
	};
	for (const { x: begin, y, width } of reach) {
		for (const x of $range(begin, begin + width - 1)) {
			const [west, east] = [x, x + 1];
			const [north, south] = [y, y + 1];
			side(!cells.has(keyOf(x, y - 1)), { x: west, y: north }, { x: east, y: north });
			side(!cells.has(keyOf(x, y + 1)), { x: west, y: south }, { x: east, y: south });
			side(!cells.has(keyOf(x - 1, y)), { x: west, y: north }, { x: west, y: south });
			side(!cells.has(keyOf(x + 1, y)), { x: east, y: north }, { x: east, y: south });
		}
	}
	return border;
}
