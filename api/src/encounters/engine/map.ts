import type { Cell, GameState, MapState, Participant } from "./state.js";

/** Cells from one to the other, diagonals as one. */
export function distance(one: Cell, other: Cell): number {
	return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));
}

export function sameCell(one: Cell, other: Cell): boolean {
	return one.x === other.x && one.y === other.y;
}

export function terrainAt({ rows }: MapState, { x, y }: Cell): string | undefined {
	return rows[y]?.[x];
}

/** Off the map counts as blocked. */
export function isBlocked(map: MapState, cell: Cell): boolean {
	const terrain = terrainAt(map, cell);
	return terrain === undefined || terrain === "#";
}

/** Who stands there; the defeated are in nobody's way. */
export function occupantAt({ participants }: GameState, cell: Cell): Participant | undefined {
	return Object.values(participants).find(
		({ life, position }) => life !== "defeated" && sameCell(position, cell),
	);
}

export function isFree(state: GameState, cell: Cell, except?: string): boolean {
	const occupant = occupantAt(state, cell);
	return !isBlocked(state.mapState, cell) && (!occupant || occupant.entityId === except);
}

/** The nearest cell that one could stand in, by rings, each row by row; undefined of a map that is full. */
export function nearestFree(state: GameState, from: Cell, except?: string): Cell | undefined {
	const { width, height } = state.mapState;
	for (let ring = 0; ring < Math.max(width, height); ring += 1) {
		for (let y = from.y - ring; y <= from.y + ring; y += 1) {
			const step = Math.abs(y - from.y) === ring ? 1 : 2 * ring;
			for (let x = from.x - ring; x <= from.x + ring; x += step) {
				if (isFree(state, { x, y }, except)) return { x, y };
			}
		}
	}
	return undefined;
}
