import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Effect } from "../../../src/encounters/engine/commands.js";
import { CONDITIONS, type ConditionName } from "../../../src/encounters/engine/condition-names.js";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import { type Aim, WALK } from "../board/aim.js";
import { TokenSign } from "../signs.js";
import { healthText } from "../words/people.js";
import classes from "./dm.module.css";

export interface EntityToolsProps {
	readonly one: ParticipantView;
	readonly aim: Aim;
	readonly onAim: (aim: Aim) => void;
	readonly onGive: (body: RoomCommand) => void;
	readonly onSelect: (entityId: string | undefined) => void;
}

/** A whole number that is typed, with what can be done with it; anything else can be done nothing with. */
function Amount({
	label,
	children,
}: {
	readonly label: string;
	readonly children: (amount: number | undefined) => ReactNode;
}) {
	const [text, setText] = useState("");
	const amount = /^-?\d{1,4}$/.test(text.trim()) ? Number(text) : undefined;
	return (
		<div className={classes.amount}>
			<TextInput
				aria-label={label}
				placeholder={label}
				size="xs"
				inputMode="numeric"
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
			/>
			{children(amount)}
		</div>
	);
}

function Conditions({
	one,
	onEffect,
}: Pick<EntityToolsProps, "one"> & { readonly onEffect: (effect: Effect) => void }) {
	const [chosen, setChosen] = useState<ConditionName>(CONDITIONS[0]);
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
				<Button
					size="xs"
					variant="default"
					onClick={() => onEffect({ kind: "addCondition", condition: { condition: chosen } })}
				>
					Give
				</Button>
			</div>
			{one.conditions.length > 0 && (
				<ul className={classes.chips} aria-label="Conditions">
					{one.conditions.map(({ condition }) => (
						<li key={condition}>
							<button
								type="button"
								aria-label={`Take ${condition} away`}
								onClick={() => onEffect({ kind: "removeCondition", condition })}
							>
								{condition} <span aria-hidden="true">×</span>
							</button>
						</li>
					))}
				</ul>
			)}
		</>
	);
}

/** What the DM does to somebody by hand, whatever the rules would say of it. */
export function EntityTools({ one, aim, onAim, onGive, onSelect }: EntityToolsProps) {
	const { entityId, name, isHidden = false } = one;
	const onEffect = (effect: Effect): void => onGive({ type: "applyEffect", entityId, effect });
	const isPlacing = aim.kind === "place" && aim.entityId === entityId;
	return (
		<div className={classes.entity} role="group" aria-label={`Change ${name}`}>
			<p className={classes.who}>
				<TokenSign one={one} />
				<b>{name}</b>
				<span>{healthText(one)}</span>
			</p>
			<Amount label="Amount">
				{(amount) => {
					const isSound = amount !== undefined && amount >= 0;
					return (
						<>
							<Button
								size="xs"
								variant="default"
								disabled={!isSound}
								onClick={() => onEffect({ kind: "damage", amount: amount ?? 0 })}
							>
								Hurt
							</Button>
							<Button
								size="xs"
								variant="default"
								disabled={!isSound}
								onClick={() => onEffect({ kind: "heal", amount: amount ?? 0 })}
							>
								Heal
							</Button>
						</>
					);
				}}
			</Amount>
			<Conditions one={one} onEffect={onEffect} />
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
		</div>
	);
}
