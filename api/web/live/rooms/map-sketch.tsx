import { terrainPath, CELL } from "../board/terrain.js";
import type { Scenario } from "../scenarios/scenarios.js";
import classes from "./rooms.module.css";

/** A map in small. What is hidden on it is not shown: players look over shoulders. */
export function MapSketch({ rows, placed }: Pick<Scenario, "rows" | "placed">) {
	const map = { width: rows[0]?.length ?? 0, height: rows.length, rows };
	return (
		<svg
			className={classes.sketch}
			viewBox={`0 0 ${map.width * CELL} ${map.height * CELL}`}
			width="92"
			height="58"
			aria-hidden="true"
		>
			<path d={terrainPath(map, "~")} className={classes.rough} />
			<path d={terrainPath(map, "#")} className={classes.wall} />
			{placed
				.filter(({ isHidden }) => !isHidden)
				.map(({ name, creature, at: [x, y] }) => (
					<circle
						key={name}
						cx={(x + 0.5) * CELL}
						cy={(y + 0.5) * CELL}
						r={CELL * 0.62}
						className={creature === "villager" ? classes.friend : classes.foe}
					/>
				))}
		</svg>
	);
}
