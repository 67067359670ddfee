import { Button, SegmentedControl } from "@mantine/core";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { type Aim, WALK } from "../board/aim.js";
import { AddSomebody } from "./add-somebody.js";
import { EntityTools } from "./entity-tools.js";
import { Finish } from "./finish.js";
import { Groups } from "./groups.js";
import { Notes } from "./notes.js";
import classes from "./dm.module.css";

export interface DmToolsProps {
	readonly view: GameView;
	readonly selected: string | undefined;
	readonly aim: Aim;
	readonly onAim: (aim: Aim) => void;
	readonly onGive: (body: RoomCommand) => void;
	readonly onSelect: (entityId: string | undefined) => void;
}

/** What can be done with the encounter as a whole. */
function Lead({ view: { status }, onGive }: Pick<DmToolsProps, "view" | "onGive">) {
	return (
		<div className={classes.lead} role="group" aria-label="The encounter">
			{status === "waiting" && <Button onClick={() => onGive({ type: "start" })}>Start</Button>}
			{status === "active" && (
				<>
					<Button variant="default" onClick={() => onGive({ type: "pause" })}>
						Pause
					</Button>
					<Button variant="default" onClick={() => onGive({ type: "skipTurn" })}>
						Skip turn
					</Button>
				</>
			)}
			{status === "paused" && <Button onClick={() => onGive({ type: "resume" })}>Go on</Button>}
			{(status === "active" || status === "paused") && (
				<>
					<Button variant="default" onClick={() => onGive({ type: "previousTurn" })}>
						Previous turn
					</Button>
					<Finish onComplete={(outcome) => onGive({ type: "complete", outcome })} />
				</>
			)}
		</div>
	);
}

const BRUSHES = [
	{ value: "none", label: "Off" },
	{ value: "#", label: "Wall" },
	{ value: "~", label: "Rough" },
	{ value: ".", label: "Open" },
] as const;

/** The DM's hand: the encounter, whoever is chosen, the map, and notes. */
export function DmTools({ view, selected, aim, onAim, onGive, onSelect }: DmToolsProps) {
	const one = selected === undefined ? undefined : view.participants[selected];
	return (
		<section className={classes.tools} aria-label="DM’s tools">
			<Lead view={view} onGive={onGive} />
			{one ? (
				<EntityTools
					key={one.entityId}
					one={one}
					aim={aim}
					onAim={onAim}
					onGive={onGive}
					onSelect={onSelect}
				/>
			) : (
				<p className={classes.hint}>Choose somebody in the order or on the map to change them.</p>
			)}
			<Groups view={view} onGive={onGive} />
			<AddSomebody view={view} onGive={onGive} />
			<div>
				<h3>Draw on the map</h3>
				<SegmentedControl
					size="xs"
					fullWidth
					aria-label="Draw on the map"
					data={[...BRUSHES]}
					value={aim.kind === "draw" ? aim.terrain : "none"}
					onChange={(value) =>
						onAim(value === "#" || value === "~" || value === "." ? { kind: "draw", terrain: value } : WALK)
					}
				/>
			</div>
			<Notes
				key={view.notes ?? ""}
				label="Notes, for you alone"
				notes={view.notes ?? ""}
				onKeep={(text) => onGive({ type: "note", text })}
			/>
		</section>
	);
}
