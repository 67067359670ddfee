import type { TurnAction } from "../engine/commands.js";
import { groundOf } from "../engine/ground.js";
import { distance, sameCell } from "../engine/map.js";
import { type Ground, reachable, type Step } from "../engine/path.js";
import type { Attack } from "../engine/powers.js";
import { sees } from "../engine/sight.js";
import { areEnemies } from "../engine/sides.js";
import type { Cell } from "../engine/state.js";
import type { GameView, ParticipantView } from "../engine/view.js";

/** Cells that it looks around for a way to somebody whom it cannot reach now: six turns' walk. */
const FAR = 40;

/** A mind that needs no model: it goes to the nearest enemy whom it can see, and strikes. */
export function scriptedMind(view: GameView, entityId: string): readonly TurnAction[] {
	const end: TurnAction = { type: "end", entityId };
	const self = view.participants[entityId];
	if (!self?.economy || self.life !== "up") return [end];
	const { action, attacksLeft, movementLeft } = self.economy;
	// Getting up takes half of a turn's movement.
	if (can(self, "interact:stand") && movementLeft * 2 >= (self.speed ?? 0))
		return [{ type: "interact", entityId, actionId: "stand" }];
	const attacks = self.attacks?.filter(({ attackId }) => can(self, `attack:${attackId}`)) ?? [];
	const count = attacksLeft > 0 || !action ? attacksLeft : (self.attacksPerAction ?? 1);
	const foes = Object.values(view.participants)
		.filter((one) => one.life === "up" && areEnemies(self, one))
		.sort((one, other) => nearer(self, one, other));
	const ground = groundOf(view, self);
	const steps = stepsFor(ground, self, movementLeft);
	for (const foe of foes) {
		for (const attack of attacks) {
			const step = steps.find(({ cell }) => reaches(view, { attack, from: cell, to: foe.position }));
			if (!step) continue;
			const strike: TurnAction = {
				type: "attack",
				entityId,
				target: foe.entityId,
				actionId: attack.attackId,
			};
			return [...walk(self, step.cell), ...Array.from({ length: count }, () => strike), end];
		}
	}
	const [nearest] = foes;
	const towards = nearest && wayTo(stepsFor(ground, self, FAR), nearest.position, movementLeft);
	return [...(towards ? walk(self, towards.cell) : []), end];
}

function can({ availableActions = [] }: ParticipantView, action: string): boolean {
	return availableActions.includes(action);
}

function nearer(self: ParticipantView, one: ParticipantView, other: ParticipantView): number {
	const byDistance = distance(self.position, one.position) - distance(self.position, other.position);
	return byDistance || (one.entityId < other.entityId ? -1 : 1);
}

/** Where it could stand, the cheapest first. */
function stepsFor(ground: Ground, { position: from }: ParticipantView, budget: number): readonly Step[] {
	return [...reachable(ground, { from, budget }).values()]
		.filter(({ cell }) => !ground.isCrowded(cell))
		.sort((one, other) => one.cost - other.cost);
}

function reaches(
	view: GameView,
	{ attack, from, to }: { readonly attack: Attack; readonly from: Cell; readonly to: Cell },
): boolean {
	return distance(from, to) <= attack.range && sees(view, from, to);
}

/** The farthest step that can be made now on the way to where somebody is the nearest. */
function wayTo(steps: readonly Step[], to: Cell, movementLeft: number): Step | undefined {
	const standing = new Set(steps);
	let [goal] = steps;
	for (const step of steps) if (goal && distance(step.cell, to) < distance(goal.cell, to)) goal = step;
	while (goal && (goal.cost > movementLeft || !standing.has(goal))) goal = goal.before;
	return goal;
}

function walk({ entityId, position: from }: ParticipantView, position: Cell): readonly TurnAction[] {
	return sameCell(from, position) ? [] : [{ type: "move", entityId, position }];
}
