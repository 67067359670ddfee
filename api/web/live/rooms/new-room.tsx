import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { reasonOf } from "../../access/get-json.js";
import type { Rooms } from "../data/rooms.js";
import { ChoiceCard } from "../choice-card.js";
import { addressOfRoom } from "../room-address.js";
import { emptyMap, mapOf, participantsOf, type Scenario, SCENARIOS } from "../scenarios/scenarios.js";
import { MapSketch } from "./map-sketch.js";
import classes from "./rooms.module.css";

/** Seconds that a turn may take; none of them is no limit. */
const LIMITS = [
	{ value: "", label: "No limit" },
	{ value: "30", label: "30 seconds" },
	{ value: "60", label: "A minute" },
	{ value: "120", label: "Two minutes" },
	{ value: "300", label: "Five minutes" },
];

const SIZES = [16, 24, 40, 80, 200];

/** No ready-made place, as it is shown among them. */
const EMPTY: Scenario = {
	scenarioId: "empty",
	title: "An empty map",
	about: "Draw the walls and put everybody there yourself.",
	rows: emptyMap(22, 14).rows,
	placed: [],
};

interface PlaceCardProps {
	readonly place: Pick<Scenario, "title" | "about" | "rows" | "placed">;
	readonly isChosen: boolean;
	readonly onChoose: () => void;
}

/** A place that an encounter can be at. */
function PlaceCard({ place: { title, about, rows, placed }, ...choice }: PlaceCardProps) {
	return (
		<ChoiceCard name="place" className={classes.place} {...choice}>
			<MapSketch rows={rows} placed={placed} />
			<span>
				<b>{title}</b>
				<small>{about}</small>
			</span>
		</ChoiceCard>
	);
}

/** Opens a room with whoever asks as its DM, at one of the ready-made places or on an empty map. */
export function NewRoom({ onOpen }: { readonly onOpen: Rooms["create"] }) {
	const [title, setTitle] = useState("");
	const [limit, setLimit] = useState("120");
	const [chosen, setChosen] = useState<string>(SCENARIOS[0]!.scenarioId);
	const [size, setSize] = useState(24);
	const [isOpening, setIsOpening] = useState(false);
	const [error, setError] = useState<string>();
	const scenario = SCENARIOS.find(({ scenarioId }) => scenarioId === chosen);
	const usual = scenario?.title ?? "New encounter";

	async function open(): Promise<void> {
		setIsOpening(true);
		setError(undefined);
		try {
			const roomId = await onOpen({
				title: title.trim() || usual,
				turnSeconds: limit === "" ? null : Number(limit),
				mapState: scenario ? mapOf(scenario.rows) : emptyMap(size, size),
				participants: scenario ? participantsOf(scenario) : [],
			});
			location.assign(addressOfRoom(roomId));
		} catch (failure) {
			setError(reasonOf(failure));
			setIsOpening(false);
		}
	}

	return (
		<form
			className={classes.create}
			aria-label="Open an encounter"
			onSubmit={(event) => {
				event.preventDefault();
				void open();
			}}
		>
			<h2>Lead one yourself</h2>
			<div className={classes.places} role="radiogroup" aria-label="Place">
				{[...SCENARIOS, EMPTY].map((place) => (
					<PlaceCard
						key={place.scenarioId}
						place={place}
						isChosen={place.scenarioId === chosen}
						onChoose={() => setChosen(place.scenarioId)}
					/>
				))}
			</div>
			{!scenario && (
				<NativeSelect
					label="Size"
					value={String(size)}
					onChange={(event) => setSize(Number(event.currentTarget.value))}
					data={SIZES.map((side) => ({ value: String(side), label: `${side} × ${side} cells` }))}
				/>
			)}
			<TextInput
				label="Title"
				placeholder={usual}
				value={title}
				onChange={(event) => setTitle(event.currentTarget.value)}
				maxLength={100}
				autoComplete="off"
			/>
			<NativeSelect
				label="Time for a turn"
				value={limit}
				onChange={(event) => setLimit(event.currentTarget.value)}
				data={LIMITS}
			/>
			{error !== undefined && (
				<p className={classes.error} role="alert">
					It could not be opened: {error}
				</p>
			)}
			<Button type="submit" loading={isOpening}>
				Open it
			</Button>
		</form>
	);
}
