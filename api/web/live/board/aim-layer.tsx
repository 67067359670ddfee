import { memo } from "react";
import { type Step, wayTo } from "../../../src/encounters/engine/path.js";
import type { Cell } from "../../../src/encounters/engine/state.js";
import type { GameView, ParticipantView } from "../../../src/encounters/engine/view.js";
import { feet } from "../turn/choices.js";
import { type Aim, areaAt, type Reach } from "./aim.js";
import classes from "./board.module.css";
import { CELL, cellsPath, middleOf, outlinePath, wayPath } from "./terrain.js";

const ReachShape = memo(function ReachShape({ reach: { steps, cells } }: { readonly reach: Reach }) {
	return (
		<g data-testid="reach" data-cells={steps.size}>
			<path d={cellsPath(cells)} className={classes.reach} />
			<path d={outlinePath(cells)} className={classes.reachEdge} />
		</g>
	);
});

function Way({ step }: { readonly step: Step }) {
	const { x, y } = middleOf(step.cell);
	return (
		<g data-testid="way">
			<path d={wayPath(wayTo(step).map(({ cell }) => cell))} className={classes.way} />
			<circle cx={x} cy={y} r={CELL * 0.3} className={classes.wayEnd} />
			<text x={x} y={y - CELL * 0.42} className={classes.wayText}>
				{feet(step.cost)}
			</text>
		</g>
	);
}

export interface AimLayerProps {
	readonly view: GameView;
	readonly mover: ParticipantView | undefined;
	readonly aim: Aim;
	/** Where the mover could go; undefined while they could not, or aim at something else. */
	readonly reach: Reach | undefined;
	/** The cell that is pointed at. */
	readonly at: Cell | undefined;
}

/** What could be done with the map just now: where one gets to and how, and what an area would take in. */
export function AimLayer({ view, mover, aim, reach, at }: AimLayerProps) {
	const step = at && reach?.steps.get(`${at.x},${at.y}`);
	const area =
		aim.kind === "target" && mover && at
			? areaAt(view, mover, { choice: aim.choice, towards: at })
			: undefined;
	const isHandled = aim.kind === "draw" || aim.kind === "place";
	return (
		<g>
			{reach && <ReachShape reach={reach} />}
			{step && <Way step={step} />}
			{area && (
				<g data-testid="area">
					<path d={cellsPath(area)} className={classes.area} />
					<path d={outlinePath(area)} className={classes.areaEdge} />
				</g>
			)}
			{isHandled && at && <path d={cellsPath([at])} className={classes.wayEnd} />}
		</g>
	);
}
