import type { Cell, MapState } from "../../../src/encounters/engine/state.js";

/** Units of the drawing along one side of a cell. */
export const CELL = 40;

/** The middle of a cell in the drawing. */
export function middleOf({ x, y }: Cell): { readonly x: number; readonly y: number } {
	return { x: (x + 0.5) * CELL, y: (y + 0.5) * CELL };
}

/** One path over all cells of a terrain, a piece for each run in a row, so that a large map has few of them. */
export function terrainPath({ rows }: MapState, terrain: "#" | "~"): string {
	const pieces: string[] = [];
	for (const [y, row] of rows.entries()) {
		for (const { index, 0: run } of row.matchAll(terrain === "#" ? /#+/g : /~+/g)) {
			pieces.push(box({ x: index, y }, run.length));
		}
	}
	return pieces.join("");
}

/** One path over cells. */
export function cellsPath(cells: Iterable<Cell>): string {
	return [...cells].map((cell) => box(cell, 1)).join("");
}

function box({ x, y }: Cell, length: number): string {
	return `M${x * CELL} ${y * CELL}h${length * CELL}v${CELL}h${-length * CELL}z`;
}

/** The line around cells: those sides that have no other of them on the far side. */
export function outlinePath(cells: readonly Cell[]): string {
	const known = new Set(cells.map(({ x, y }) => `${x},${y}`));
	const sides: string[] = [];
	for (const { x, y } of cells) {
		const [left, top] = [x * CELL, y * CELL];
		if (!known.has(`${x},${y - 1}`)) sides.push(`M${left} ${top}h${CELL}`);
		if (!known.has(`${x + 1},${y}`)) sides.push(`M${left + CELL} ${top}v${CELL}`);
		if (!known.has(`${x},${y + 1}`)) sides.push(`M${left} ${top + CELL}h${CELL}`);
		if (!known.has(`${x - 1},${y}`)) sides.push(`M${left} ${top}v${CELL}`);
	}
	return sides.join("");
}

/** A line through the middles of cells. */
export function wayPath(cells: readonly Cell[]): string {
	return cells
		.map((cell, index) => {
			const { x, y } = middleOf(cell);
			return `${index === 0 ? "M" : "L"}${x} ${y}`;
		})
		.join("");
}
