import { Button } from "@mantine/core";
import { useState } from "react";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { TokenSign } from "../signs.js";
import { healthText, sideOf } from "../words/people.js";
import classes from "./room.module.css";

/** How it ended, and for whom. It can be put away to look at the map once more. */
export function EndScreen({ view }: { readonly view: GameView }) {
	const [isAway, setIsAway] = useState(false);
	if (isAway) return null;
	const people = Object.values(view.participants);
	const isUp = people.filter(({ life }) => life === "up");
	const [party, foes] = (["party", "foes"] as const).map((side) =>
		isUp.filter((one) => sideOf(one) === side),
	);
	const title =
		foes!.length === 0 && party!.length > 0 ? "Victory" : party!.length === 0 ? "Defeat" : "The end";
	return (
		<section className={classes.end} aria-label="The encounter is over">
			<p className={classes.eyebrow}>{view.settings.title}</p>
			<h2>{title}</h2>
			{view.outcome !== null && view.outcome !== "" && <p className={classes.outcome}>{view.outcome}</p>}
			<p className={classes.eyebrow}>
				{view.roundNumber} {view.roundNumber === 1 ? "round" : "rounds"}
			</p>
			<ul>
				{people.map((one) => (
					<li key={one.entityId} data-life={one.life}>
						<TokenSign one={one} />
						<b>{one.name}</b>
						<span>{healthText(one)}</span>
					</li>
				))}
			</ul>
			<div className={classes.endWays}>
				<Button variant="default" onClick={() => setIsAway(true)}>
					Look at the map
				</Button>
				<Button component="a" href="/live">
					All encounters
				</Button>
			</div>
		</section>
	);
}
