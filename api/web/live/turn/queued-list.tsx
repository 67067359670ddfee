import { CloseButton } from "@mantine/core";
import type { QueuedCommand } from "../../../client/encounters/index.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { intentText } from "../words/intent.js";
import classes from "./turn.module.css";

const FATES: Readonly<Record<QueuedCommand["fate"], string>> = {
	asked: "asking",
	waiting: "waits",
	done: "done",
	refused: "not done",
};

export interface QueuedListProps {
	readonly view: GameView;
	readonly queued: readonly QueuedCommand[];
	/** The room waits for its DM. */
	readonly isWaiting: boolean;
	readonly onDismiss: () => void;
}

function headingOf({ length }: readonly QueuedCommand[], isOver: boolean): string {
	if (length === 0) return "The DM is away. What you choose now waits, and is done once they are back.";
	return isOver ? "What you chose while the DM was away:" : "Waits for the DM, and is done in this order:";
}

/** What a player left for the DM's return, in its order, and what it came to. */
export function QueuedList({ view, queued, isWaiting, onDismiss }: QueuedListProps) {
	if (!isWaiting && queued.length === 0) return null;
	const isOver = queued.length > 0 && queued.every(({ fate }) => fate === "done" || fate === "refused");
	return (
		<section className={classes.queued} aria-label="What waits for the DM" data-over={isOver || undefined}>
			<div className={classes.top}>
				<p>{headingOf(queued, isOver)}</p>
				{isOver && <CloseButton size="sm" aria-label="Put the list away" onClick={onDismiss} />}
			</div>
			{queued.length > 0 && (
				<ol>
					{queued.map(({ id, body, fate, reason }) => (
						<li key={id} data-fate={fate}>
							<span>{intentText(body, view)}</span>
							<small>{reason === undefined ? FATES[fate] : `${FATES[fate]}: ${reason}`}</small>
						</li>
					))}
				</ol>
			)}
		</section>
	);
}
