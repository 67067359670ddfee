import type { ConditionName } from "./condition-names.js";
import type { Ground } from "./path.js";
import { areEnemies, knowsOf } from "./sides.js";
import type { Cell, Life, MapState } from "./state.js";

/** What of somebody matters to those who walk: as much is in a state as in a view. */
export interface Walker {
	readonly entityId: string;
	readonly side: string;
	readonly position: Cell;
	readonly life: Life;
	readonly isHidden?: boolean;
	readonly conditions: readonly { readonly condition: ConditionName; readonly sourceId?: string | null }[];
}

/** What is known of a room by whoever would walk in it. */
export interface Known {
	readonly mapState: MapState;
	readonly participants: Readonly<Record<string, Walker>>;
}

/** The ground as far as the walker knows it: it does not avoid those who are hidden from it. */
export function groundOf({ mapState, participants }: Known, walker: Walker): Ground {
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
