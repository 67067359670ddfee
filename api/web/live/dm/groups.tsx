import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { GameView, SeatView } from "../../../src/encounters/engine/view.js";
import { TokenSign } from "../signs.js";
import { nameOf } from "../words/people.js";
import classes from "./dm.module.css";

export interface GroupsProps {
	readonly view: GameView;
	readonly onGive: (body: RoomCommand) => void;
}

/** Seats in which several act on one count. */
export function groupsIn({ initiativeOrder }: Pick<GameView, "initiativeOrder">): readonly SeatView[] {
	return initiativeOrder.filter(({ entityIds }) => entityIds.length > 1);
}

/** A name that neither a seat nor anybody has. */
export function freeSeat({ initiativeOrder, participants }: GameView): string {
	const isTaken = (name: string): boolean =>
		Object.hasOwn(participants, name) || initiativeOrder.some(({ seatId }) => seatId === name);
	for (let number = 1; ; number += 1) {
		const name = `group-${number}`;
		if (!isTaken(name)) return name;
	}
}

function Choosing({
	view,
	onGroup,
}: {
	readonly view: GameView;
	readonly onGroup: (ids: readonly string[]) => void;
}) {
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const able = Object.values(view.participants).filter(({ life }) => life !== "defeated");
	return (
		<form
			className={classes.grouping}
			onSubmit={(event) => {
				event.preventDefault();
				onGroup(able.map(({ entityId }) => entityId).filter((id) => chosen.has(id)));
			}}
		>
			<p>They act on one count, that of the first.</p>
			<div>
				{able.map((one) => (
					<label key={one.entityId}>
						<input
							type="checkbox"
							checked={chosen.has(one.entityId)}
							onChange={({ currentTarget: { checked } }) => {
								const next = new Set(chosen);
								if (checked) next.add(one.entityId);
								else next.delete(one.entityId);
								setChosen(next);
							}}
						/>
						<TokenSign one={one} />
						{one.name}
					</label>
				))}
			</div>
			<Button type="submit" size="xs" disabled={chosen.size < 2}>
				{chosen.size < 2 ? "Choose two or more" : `Group these ${chosen.size}`}
			</Button>
		</form>
	);
}

/** Who acts together, and the way to more of it or less. */
export function Groups({ view, onGive }: GroupsProps) {
	const [opened, setOpened] = useState(false);
	return (
		<div>
			<h3>Act together</h3>
			{groupsIn(view).map(({ seatId, entityIds }) => {
				const names = entityIds.map((id) => nameOf(view, id)).join(", ");
				return (
					<div key={seatId} className={classes.group}>
						<span>{names}</span>
						<Button
							size="compact-xs"
							variant="default"
							aria-label={`Ungroup ${names}`}
							onClick={() => onGive({ type: "ungroup", seatId })}
						>
							Ungroup
						</Button>
					</div>
				);
			})}
			<Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-start" shadow="md">
				<Popover.Target>
					<Button size="xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
						Group some …
					</Button>
				</Popover.Target>
				<Popover.Dropdown>
					<Choosing
						view={view}
						onGroup={(entityIds) => {
							setOpened(false);
							onGive({ type: "group", seatId: freeSeat(view), entityIds });
						}}
					/>
				</Popover.Dropdown>
			</Popover>
		</div>
	);
}
