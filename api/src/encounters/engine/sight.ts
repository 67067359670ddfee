import { isBlocked, isFree } from "./map.js";
import type { Cell, GameState, MapState } from "./state.js";

/** Lines are drawn on a grid of quarter cells, so that everything about them is whole numbers and exact. */
const QUARTERS = 4;
const MIDDLE = 2;

/** Whether a line from the middle of one cell to that of the other is free; the same both ways. */
export function sees({ mapState }: Pick<GameState, "mapState">, one: Cell, other: Cell): boolean {
	return !isCrossed(mapState, at(one, MIDDLE, MIDDLE), at(other, MIDDLE, MIDDLE));
}

/** What cover adds to the armour class: 2 if half of the target is behind something, 5 if nearly all of it is. */
export function coverBonus(state: GameState, from: Cell, to: Cell): 0 | 2 | 5 {
	const corners = [1, 3].flatMap((x) => [1, 3].map((y) => at(to, x, y)));
	const hidden = corners.filter((corner) =>
		isCrossed(state.mapState, at(from, MIDDLE, MIDDLE), corner),
	).length;
	if (hidden >= 3) return 5;
	const isBehindSomebody = cellsBetween(at(from, MIDDLE, MIDDLE), at(to, MIDDLE, MIDDLE)).some(
		(cell) => !isBlocked(state.mapState, cell) && !isFree(state, cell),
	);
	return hidden > 0 || isBehindSomebody ? 2 : 0;
}

function at({ x, y }: Cell, right: number, down: number): Cell {
	return { x: x * QUARTERS + right, y: y * QUARTERS + down };
}

function isCrossed(map: MapState, from: Cell, to: Cell): boolean {
	const isWall = (cell: Cell) => isBlocked(map, cell);
	if (cellsBetween(from, to).some(isWall)) return true;
	return seamsBetween(from, to).some(([one, other]) => isWall(one) && isWall(other));
}

/** The cells that a line passes through the inside of, its ends' own left out; from left to right. */
function cellsBetween(from: Cell, to: Cell): readonly Cell[] {
	const [left, right] = from.x <= to.x ? [from, to] : [to, from];
	const ends = [cellOf(from), cellOf(to)];
	const cells: Cell[] = [];
	const width = right.x - left.x;
	for (let x = cellOf(left).x; x <= cellOf(right).x; x += 1) {
		// Heights where the line comes into the column and leaves it, times `width` so that they stay whole.
		const start = Math.max(left.x, x * QUARTERS);
		const end = Math.min(right.x, (x + 1) * QUARTERS);
		const heights =
			width === 0
				? [left.y, right.y]
				: [start, end].map((column) => left.y * width + (right.y - left.y) * (column - left.x));
		const unit = QUARTERS * Math.max(1, width);
		const top = Math.min(...heights);
		const bottom = Math.max(...heights);
		const last = bottom > top ? Math.ceil(bottom / unit) - 1 : Math.floor(top / unit);
		for (let y = Math.floor(top / unit); y <= last; y += 1) {
			if (!ends.some((own) => own.x === x && own.y === y)) cells.push({ x, y });
		}
	}
	return cells;
}

/** Where a line passes through a corner of cells: the two that it leaves on either side. */
function seamsBetween(from: Cell, to: Cell): readonly (readonly [Cell, Cell])[] {
	const [left, right] = from.x <= to.x ? [from, to] : [to, from];
	const width = right.x - left.x;
	const rise = right.y - left.y;
	if (width === 0 || rise === 0) return [];
	const seams: (readonly [Cell, Cell])[] = [];
	for (let x = cellOf(left).x + 1; x <= cellOf(right).x; x += 1) {
		const height = left.y * width + rise * (x * QUARTERS - left.x);
		if (height % (QUARTERS * width) !== 0) continue;
		const y = height / (QUARTERS * width);
		seams.push(
			rise > 0
				? [
						{ x, y: y - 1 },
						{ x: x - 1, y },
					]
				: [
						{ x: x - 1, y: y - 1 },
						{ x, y },
					],
		);
	}
	return seams;
}

function cellOf({ x, y }: Cell): Cell {
	return { x: Math.floor(x / QUARTERS), y: Math.floor(y / QUARTERS) };
}
