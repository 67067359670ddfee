import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Effect } from "../../../src/encounters/engine/commands.js";
import { CONDITIONS, type ConditionName } from "../../../src/encounters/engine/condition-names.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import classes from "./dm.module.css";

/** Turns of its bearer that a condition may last; none of one that is taken away by hand. */
const LASTS = [
	{ value: "", label: "lasting" },
	{ value: "1", label: "one turn" },
	{ value: "3", label: "3 turns" },
	{ value: "10", label: "10 turns" },
];

export interface ConditionToolsProps {
	readonly one: ParticipantView;
	readonly onEffect: (effect: Effect) => void;
}

/** Gives somebody a condition, for a while or until it is taken away, and takes it. */
export function ConditionTools({ one, onEffect }: ConditionToolsProps) {
	const [chosen, setChosen] = useState<ConditionName>(CONDITIONS[0]);
	const [turns, setTurns] = useState("");

	function give(): void {
		const until = { moment: "end", of: one.entityId, turns: Number(turns) } as const;
		onEffect({ kind: "addCondition", condition: { condition: chosen, ...(turns !== "" && { until }) } });
	}

	return (
		<>
			<div className={classes.amount}>
				<NativeSelect
					aria-label="Condition"
					size="xs"
					value={chosen}
					data={[...CONDITIONS]}
					onChange={(event) =>
						setChosen(CONDITIONS.find((name) => name === event.currentTarget.value) ?? CONDITIONS[0])
					}
				/>
				<NativeSelect
					aria-label="How long"
					size="xs"
					value={turns}
					data={LASTS}
					onChange={(event) => setTurns(event.currentTarget.value)}
				/>
				<Button size="xs" variant="default" onClick={give}>
					Give
				</Button>
			</div>
			{one.conditions.length > 0 && (
				<ul className={classes.chips} aria-label="Conditions">
					{one.conditions.map(({ condition, turnsLeft }) => (
						<li key={condition}>
							<button
								type="button"
								aria-label={`Take ${condition} away`}
								onClick={() => onEffect({ kind: "removeCondition", condition })}
							>
								{condition}
								{turnsLeft !== undefined && ` · ${turnsLeft}`} <span aria-hidden="true">×</span>
							</button>
						</li>
					))}
				</ul>
			)}
		</>
	);
}
