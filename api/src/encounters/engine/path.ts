import { isBlocked, sameCell, terrainAt } from "./map.js";
import type { Cell, MapState } from "./state.js";

/** What somebody walks on. */
export interface Ground {
	readonly map: MapState;
	/** Nobody may pass through here. */
	readonly isBarred: (cell: Cell) => boolean;
	/** Somebody is here who lets pass, which is slow; nobody may stay. */
	readonly isCrowded: (cell: Cell) => boolean;
	/** Cells that each step costs more, of one who crawls. */
	readonly extraCost: number;
}

export interface Step {
	readonly cell: Cell;
	/** Cells of movement from the start. */
	readonly cost: number;
	readonly before: Step | undefined;
}

/** Straight before diagonal, clockwise from the north: of ways that cost the same everybody finds the same. */
const DIRECTIONS: readonly Cell[] = [
	{ x: 0, y: -1 },
	{ x: 1, y: 0 },
	{ x: 0, y: 1 },
	{ x: -1, y: 0 },
	{ x: 1, y: -1 },
	{ x: 1, y: 1 },
	{ x: -1, y: 1 },
	{ x: -1, y: -1 },
];

/** What it costs to step into a cell: one, one more where it is difficult or somebody is, and what crawling adds. */
export function stepCost({ map, isCrowded, extraCost }: Ground, cell: Cell): number {
	return 1 + extraCost + (terrainAt(map, cell) === "~" || isCrowded(cell) ? 1 : 0);
}

/** Whether a step into the next cell is possible; between two cells side by side of which one is blocked it is not. */
export function canStep({ map, isBarred }: Ground, from: Cell, to: Cell): boolean {
	if (isBlocked(map, to) || isBarred(to)) return false;
	return !isBlocked(map, { x: from.x, y: to.y }) && !isBlocked(map, { x: to.x, y: from.y });
}

/** Every cell that can be come to for no more than `budget`, by its cheapest way. Keys are `x,y`. */
export function reachable(
	ground: Ground,
	{ from, budget }: { readonly from: Cell; readonly budget: number },
): ReadonlyMap<string, Step> {
	const found = new Map<string, Step>();
	// Costs are small whole numbers: a queue for each is faster than a heap, and keeps the order of finding.
	const queues: Step[][] = Array.from({ length: budget + 1 }, () => []);
	queues[0]?.push({ cell: from, cost: 0, before: undefined });
	for (const queue of queues) {
		for (const step of queue) {
			const key = keyOf(step.cell);
			if (found.has(key)) continue;
			found.set(key, step);
			for (const { x, y } of DIRECTIONS) {
				const cell = { x: step.cell.x + x, y: step.cell.y + y };
				if (!canStep(ground, step.cell, cell)) continue;
				queues[step.cost + stepCost(ground, cell)]?.push({
					cell,
					cost: step.cost + stepCost(ground, cell),
					before: step,
				});
			}
		}
	}
	return found;
}

/** The cheapest way, with both ends; undefined if it costs more than `budget` or ends where nobody may stay. */
export function findPath(
	ground: Ground,
	{ from, to, budget }: { readonly from: Cell; readonly to: Cell; readonly budget: number },
): readonly Step[] | undefined {
	if (sameCell(from, to) || ground.isCrowded(to)) return undefined;
	const step = reachable(ground, { from, budget }).get(keyOf(to));
	return step && wayTo(step);
}

/** The steps on the way to one, both ends with them. */
export function wayTo(last: Step): readonly Step[] {
	const way: Step[] = [];
	for (let step: Step | undefined = last; step; step = step.before) way.push(step);
	return way.reverse();
}

function keyOf({ x, y }: Cell): string {
	return `${String(x)},${String(y)}`;
}
