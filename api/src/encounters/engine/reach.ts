import { groundOf, type Known, type Walker } from "./ground.js";
import { distance, sameCell } from "./map.js";
import { reachable, type Step } from "./path.js";
import { sees } from "./sight.js";
import type { Cell, Economy } from "./state.js";

/** What lies within what is left of somebody's movement, as far as they know. */
export interface Reach {
	/** Where they could go and stay, by `x,y`. */
	readonly steps: ReadonlyMap<string, Step>;
	/** Those, and what they pass on the way. */
	readonly cells: readonly Cell[];
}

/** Where somebody gets to: in a state as in a view, of those who are told what they have left. */
export function reachOf(
	known: Known,
	mover: Walker & { readonly economy?: Pick<Economy, "movementLeft"> | undefined },
): Reach {
	const ground = groundOf(known, mover);
	const all = reachable(ground, { from: mover.position, budget: mover.economy?.movementLeft ?? 0 });
	const steps = [...all].filter(
		([, step]) =>
			!ground.isCrowded(step.cell) &&
			!sameCell(step.cell, mover.position) &&
			!comesNearerToFear(known, mover, wayTo(step)),
	);
	return {
		steps: new Map(steps),
		cells: steps.length === 0 ? [] : [...all.values()].map(({ cell }) => cell),
	};
}

/** The cells on the way to a step, both ends with it. */
export function wayTo(step: Step | undefined): readonly Cell[] {
	const cells: Cell[] = [];
	for (let one = step; one; one = one.before) cells.unshift(one.cell);
	return cells;
}

/** Whether a way leads nearer to somebody whom the walker sees, and fears. */
export function comesNearerToFear(known: Known, walker: Walker, way: readonly Cell[]): boolean {
	return walker.conditions.some(({ condition, sourceId }) => {
		if (condition !== "frightened" || sourceId == null || !Object.hasOwn(known.participants, sourceId))
			return false;
		const { position } = known.participants[sourceId]!;
		if (!sees(known, walker.position, position)) return false;
		const now = distance(walker.position, position);
		return way.some((cell) => distance(cell, position) < now);
	});
}
