import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NewParticipant } from "../../../src/encounters/engine/commands.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { ChoiceCard } from "../choice-card.js";
import { CHARACTERS } from "../scenarios/characters.js";
import { entranceOf } from "../scenarios/scenarios.js";
import { sideOf } from "../words/people.js";
import classes from "./room.module.css";

export interface JoinCardProps {
	readonly view: GameView;
	readonly userId: string;
	readonly onJoin: (character: NewParticipant) => void;
	readonly onWatch: () => void;
}

/** Whoever watches may bring a character and play. */
export function JoinCard({ view, userId, onJoin, onWatch }: JoinCardProps) {
	const [chosen, setChosen] = useState(CHARACTERS[0]!);
	const [name, setName] = useState<string>();
	const party = Object.values(view.participants).filter((one) => sideOf(one) === "party");

	function join(): void {
		const called = (name ?? "").trim() || chosen.sheet.name;
		onJoin({
			...chosen.sheet,
			name: called,
			entityId: `${chosen.characterId}-${userId}`,
			userId,
			position: entranceOf(view.mapState, party),
		});
	}

	return (
		<form
			className={classes.join}
			aria-label="Join in"
			onSubmit={(event) => {
				event.preventDefault();
				join();
			}}
		>
			<h2>Who are you at this table?</h2>
			<div className={classes.characters} role="radiogroup" aria-label="Character">
				{CHARACTERS.map((character) => (
					<ChoiceCard
						key={character.characterId}
						className={classes.character}
						name="character"
						isChosen={character === chosen}
						onChoose={() => setChosen(character)}
					>
						<b>{character.calling}</b>
						<span>
							{character.sheet.maxHP} HP · armour {character.sheet.armorClass}
						</span>
					</ChoiceCard>
				))}
			</div>
			<TextInput
				label="Name"
				placeholder={chosen.sheet.name}
				value={name ?? ""}
				onChange={(event) => setName(event.currentTarget.value)}
				maxLength={40}
				autoComplete="off"
			/>
			<div className={classes.endWays}>
				<Button variant="default" onClick={onWatch}>
					Only watch
				</Button>
				<Button type="submit">Join as {(name ?? "").trim() || chosen.sheet.name}</Button>
			</div>
		</form>
	);
}
