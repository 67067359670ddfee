import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { CREATURES, type CreatureId } from "../scenarios/creatures.js";
import classes from "./dm.module.css";

const IDS = Object.keys(CREATURES) as CreatureId[];

/** An id that nobody has who can be seen by the DM, who sees all. */
function freeId({ participants }: GameView, creature: CreatureId): string {
	for (let number = 1; ; number += 1) {
		const id = `${creature}-${number}`;
		if (!Object.hasOwn(participants, id)) return id;
	}
}

export interface AddSomebodyProps {
	readonly view: GameView;
	readonly onGive: (body: RoomCommand) => void;
}

/** Puts another creature on the map, for all to see or hidden. */
export function AddSomebody({ view, onGive }: AddSomebodyProps) {
	const [creature, setCreature] = useState<CreatureId>("goblin");

	function add(isHidden: boolean): void {
		const entityId = freeId(view, creature);
		const position = {
			x: Math.floor(view.mapState.width / 2),
			y: Math.floor(view.mapState.height / 2),
		};
		const name = `${CREATURES[creature].name} ${entityId.slice(creature.length + 1)}`;
		const hidden = isHidden ? { isHidden } : {};
		onGive({
			type: "addParticipant",
			participant: { ...CREATURES[creature], entityId, name, position, ...hidden },
		});
	}

	return (
		<div>
			<h3>Add somebody</h3>
			<div className={classes.amount}>
				<NativeSelect
					aria-label="Creature"
					size="xs"
					value={creature}
					data={IDS.map((id) => ({ value: id, label: CREATURES[id].name }))}
					onChange={(event) => setCreature(IDS.find((id) => id === event.currentTarget.value) ?? "goblin")}
				/>
				<Button size="xs" variant="default" onClick={() => add(false)}>
					Add
				</Button>
				<Button size="xs" variant="default" onClick={() => add(true)}>
					Add hidden
				</Button>
			</div>
		</div>
	);
}
