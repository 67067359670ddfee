import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Effect } from "../../../src/encounters/engine/commands.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import classes from "./dm.module.css";

type HitPoints = Omit<Extract<Effect, { kind: "hp" }>, "kind">;

const FIELDS: readonly { readonly field: keyof HitPoints; readonly label: string }[] = [
	{ field: "currentHP", label: "Now" },
	{ field: "maxHP", label: "Most" },
	{ field: "temporaryHP", label: "Extra" },
];

/** What was typed, as far as it is whole numbers; undefined where something else was, or nothing. */
export function hitPointsIn(
	typed: Readonly<Partial<Record<keyof HitPoints, string>>>,
): HitPoints | undefined {
	const given = FIELDS.map(({ field }) => [field, (typed[field] ?? "").trim()] as const).filter(
		([, text]) => text !== "",
	);
	if (given.length === 0 || given.some(([, text]) => !/^\d{1,4}$/.test(text))) return undefined;
	return Object.fromEntries(given.map(([field, text]) => [field, Number(text)]));
}

export interface HitPointToolsProps {
	readonly one: ParticipantView;
	readonly onEffect: (effect: Effect) => void;
}

/** Hit points as the DM would have them, whatever happened; what is left empty stays. */
export function HitPointTools({ one, onEffect }: HitPointToolsProps) {
	const [typed, setTyped] = useState<Partial<Record<keyof HitPoints, string>>>({});
	const wanted = hitPointsIn(typed);
	return (
		<form
			className={classes.points}
			aria-label="Hit points"
			onSubmit={(event) => {
				event.preventDefault();
				if (!wanted) return;
				onEffect({ kind: "hp", ...wanted });
				setTyped({});
			}}
		>
			{FIELDS.map(({ field, label }) => (
				<TextInput
					key={field}
					label={label}
					size="xs"
					inputMode="numeric"
					placeholder={String(one[field] ?? 0)}
					value={typed[field] ?? ""}
					onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
				/>
			))}
			<Button type="submit" size="xs" variant="default" disabled={!wanted} aria-label="Change hit points">
				Change
			</Button>
		</form>
	);
}
