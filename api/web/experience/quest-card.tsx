import { memo } from "react";
import type { QuestWire } from "../../client/experience/index.js";
import { Bottle } from "./bottle.js";
import classes from "./quest-card.module.css";

/** More than this is told in numbers alone. */
const MOST_DRAWN = 12;

/** A quest, and how far the player is with it: one bottle for each thing to find. */
export const QuestCard = memo(function QuestCard({ quest }: { readonly quest: QuestWire }) {
	const { title, needed } = quest;
	const found = Math.min(quest.found.length, needed);
	const isWon = quest.status === "won";
	return (
		<section className={classes.quest} data-won={isWon || undefined} aria-label={`Quest: ${title}`}>
			<div className={classes.words}>
				<h2>{title}</h2>
				<p>
					{isWon ? (
						<strong>All {needed} found: you have won.</strong>
					) : (
						<>
							<b>{found}</b> of {needed} found
						</>
					)}
				</p>
			</div>
			{needed <= MOST_DRAWN && (
				<ol className={classes.bottles} aria-hidden="true">
					{Array.from({ length: needed }, (_, index) => (
						<li key={index} data-full={index < found || undefined}>
							<Bottle isFull={index < found} />
						</li>
					))}
				</ol>
			)}
		</section>
	);
});
