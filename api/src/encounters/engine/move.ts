import { canMove } from "./conditions.js";
import { type Draft, refuse } from "./draft.js";
import { groundOf } from "./ground.js";
import { occupantAt } from "./map.js";
import { opportunities, strike } from "./opportunity.js";
import { findPath, type Step } from "./path.js";
import { comesNearerToFear } from "./reach.js";
import { knowsOf } from "./sides.js";
import type { Cell, Rejection } from "./state.js";

/**
 * An entity walks by the cheapest way. Enemies whose reach it leaves may strike first; if it cannot go on, or somebody
 * stands in the way whom it did not know of, it stops at the last cell that it may stay in.
 */
export function move(draft: Draft, entityId: string, to: Cell | undefined): Rejection | undefined {
	const state = draft.state();
	const walker = draft.one(entityId);
	if (!to) return refuse("invalid", "A move needs a cell to go to.");
	if (!canMove(walker)) return refuse("illegal", "You cannot move.");
	const path = findPath(groundOf(state, walker), {
		from: walker.position,
		to,
		budget: walker.economy.movementLeft,
	});
	if (!path) return refuse("illegal", "There is no way there with the movement that is left.");
	if (
		comesNearerToFear(
			state,
			walker,
			path.map(({ cell }) => cell),
		)
	)
		return refuse("illegal", "You dare not go nearer to what frightens you.");
	walk(draft, entityId, path);
	return undefined;
}

function walk(draft: Draft, entityId: string, path: readonly Step[]): void {
	let told = 0;
	let standing = 0;
	const tell = () => {
		if (standing === told) return;
		const { economy } = draft.one(entityId);
		const movementLeft = economy.movementLeft - (path[standing]!.cost - path[told]!.cost);
		draft.deed({ kind: "moved", entityId, path: path.slice(told, standing + 1).map(({ cell }) => cell) });
		draft.change(entityId, { position: path[standing]!.cell, economy: { ...economy, movementLeft } });
		told = standing;
	};
	for (let next = 1; next < path.length; next += 1) {
		const [from, to] = [path[next - 1]!.cell, path[next]!.cell];
		for (const foe of opportunities(draft.state(), { walker: draft.one(entityId), from, to })) {
			tell();
			strike(draft, foe, entityId);
			if (!canMove(draft.one(entityId))) return;
		}
		const occupant = occupantAt(draft.state(), to);
		if (occupant && !knowsOf(draft.one(entityId), occupant)) break;
		if (!occupant) standing = next;
	}
	tell();
}
