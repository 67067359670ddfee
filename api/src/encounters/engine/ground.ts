import type { ConditionName } from "./condition-names.js";
import { distance, sameCell } from "./map.js";
import { type Ground, reachable, type Step, wayTo } from "./path.js";
import { areEnemies, knowsOf } from "./sides.js";
import { sees } from "./sight.js";
import type { Cell, Life, MapState } from "./state.js";

/** What of somebody matters to those who walk: as much is in a state as in a view. */
export interface Walker {
	readonly entityId: string;
	readonly side: string;
	readonly position: Cell;
	readonly life: Life;
	/** Of a player's. */
	readonly userId?: string;
	readonly isHidden?: boolean;
	readonly conditions: readonly { readonly condition: ConditionName; readonly sourceId?: string }[];
}

/** Where one walks: a state, or what somebody sees of it. */
export interface Surroundings {
	readonly mapState: MapState;
	readonly participants: Readonly<Record<string, Walker>>;
}

/** The ground as far as the walker knows it: it does not avoid those who are hidden from it. */
export function groundOf({ mapState, participants }: Surroundings, walker: Walker): Ground {
	const others = new Map(
		Object.values(participants)
			.filter((one) => one.entityId !== walker.entityId && one.life !== "defeated" && knowsOf(walker, one))
			.map((one) => [one.position.y * mapState.width + one.position.x, one]),
	);
	const known = ({ x, y }: Cell) => others.get(y * mapState.width + x);
	return {
		map: mapState,
		isBarred: (cell) => {
			const other = known(cell);
			return other !== undefined && areEnemies(walker, other);
		},
		isCrowded: (cell) => known(cell) !== undefined,
		extraCost: walker.conditions.some(({ condition }) => condition === "prone") ? 1 : 0,
	};
}

/** Whether nothing that a walker sees and fears comes nearer on a way. */
export function dares(around: Surroundings, walker: Walker, way: readonly Pick<Step, "cell">[]): boolean {
	return walker.conditions.every(({ condition, sourceId = "" }) => {
		if (condition !== "frightened" || !Object.hasOwn(around.participants, sourceId)) return true;
		const source = around.participants[sourceId]!;
		if (!knowsOf(walker, source) || !sees(around, walker.position, source.position)) return true;
		const now = distance(walker.position, source.position);
		return way.every(({ cell }) => distance(cell, source.position) >= now);
	});
}

/** Where a walker gets to for no more than `budget`, as far as they know, by `x,y`: to stay, or to pass somebody by. */
export function waysOf(around: Surroundings, walker: Walker, budget: number): ReadonlyMap<string, Step> {
	const all = reachable(groundOf(around, walker), { from: walker.position, budget });
	return new Map([...all].filter(([, step]) => dares(around, walker, wayTo(step))));
}

/** Those of them where they can stay: what the room lets them walk to. */
export function walksOf(around: Surroundings, walker: Walker, budget: number): ReadonlyMap<string, Step> {
	const { isCrowded } = groundOf(around, walker);
	return new Map(
		[...waysOf(around, walker, budget)].filter(
			([, { cell }]) => !isCrowded(cell) && !sameCell(cell, walker.position),
		),
	);
}
