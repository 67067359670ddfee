import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Effect } from "../../../src/encounters/engine/commands.js";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import { type Aim, WALK } from "../board/aim.js";
import { TokenSign } from "../signs.js";
import { healthText } from "../words/people.js";
import { Amount } from "./amount.js";
import { CarriedTools } from "./carried-tools.js";
import { ConditionTools } from "./condition-tools.js";
import { HitPointTools } from "./hit-points.js";
import { HurtTools } from "./hurt-tools.js";
import { Notes } from "./notes.js";
import classes from "./dm.module.css";

export interface EntityToolsProps {
	readonly one: ParticipantView;
	readonly aim: Aim;
	readonly onAim: (aim: Aim) => void;
	readonly onGive: (body: RoomCommand) => void;
	readonly onSelect: (entityId: string | undefined) => void;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
	return (
		<div className={classes.part}>
			<h4>{title}</h4>
			{children}
		</div>
	);
}

/** What the DM does to somebody by hand, whatever the rules would say of it. */
export function EntityTools({ one, aim, onAim, onGive, onSelect }: EntityToolsProps) {
	const { entityId, name, isHidden = false, inventory = [], notes = "" } = one;
	const onEffect = (effect: Effect): void => onGive({ type: "applyEffect", entityId, effect });
	const isPlacing = aim.kind === "place" && aim.entityId === entityId;
	return (
		<div className={classes.entity} role="group" aria-label={`Change ${name}`}>
			<p className={classes.who}>
				<TokenSign one={one} />
				<b>{name}</b>
				<span>{healthText(one)}</span>
			</p>
			<div className={classes.row}>
				<Button size="xs" variant="default" onClick={() => onEffect({ kind: isHidden ? "reveal" : "hide" })}>
					{isHidden ? "Reveal" : "Hide"}
				</Button>
				<Button
					size="xs"
					variant={isPlacing ? "filled" : "default"}
					aria-pressed={isPlacing}
					onClick={() => onAim(isPlacing ? WALK : { kind: "place", entityId })}
				>
					{isPlacing ? "Choose a cell" : "Move to …"}
				</Button>
				<Button
					size="xs"
					variant="default"
					onClick={() => {
						onSelect(undefined);
						onGive({ type: "removeParticipant", entityId });
					}}
				>
					Remove
				</Button>
			</div>
			<Part title="Hit points">
				<HurtTools onEffect={onEffect} />
				<HitPointTools one={one} onEffect={onEffect} />
			</Part>
			<Part title="Conditions">
				<ConditionTools one={one} onEffect={onEffect} />
			</Part>
			<Part title="Initiative">
				<Amount label="Initiative">
					{(initiative) => (
						<Button
							size="xs"
							variant="default"
							disabled={initiative === undefined}
							onClick={() => onGive({ type: "setInitiative", entityId, initiative: initiative ?? 0 })}
						>
							Set
						</Button>
					)}
				</Amount>
			</Part>
			<Part title="Carries">
				<CarriedTools
					inventory={inventory}
					onChange={(carried) => onEffect({ kind: "inventory", inventory: carried })}
				/>
			</Part>
			<Notes
				key={notes}
				label={`Notes on ${name}`}
				notes={notes}
				onKeep={(text) => onEffect({ kind: "notes", notes: text })}
			/>
		</div>
	);
}
