import type { ToldEvent } from "../../../client/encounters/index.js";
import type { GameView, ViewEvent } from "../../../src/encounters/engine/view.js";
import { clockText } from "../../shell/time-text.js";
import { useReadAlong } from "../../shell/use-read-along.js";
import { nameOf } from "../words/people.js";
import { eventText, rollText } from "../words/telling.js";
import classes from "./story.module.css";

export interface StoryProps {
	readonly events: readonly ToldEvent[];
	readonly view: GameView;
	/** Takes the encounter back to an entry of its log; undefined of who may not. */
	readonly onUndo: ((entry: number) => void) | undefined;
}

interface Line extends Pick<ToldEvent, "entry"> {
	readonly number: number;
	readonly event: ViewEvent;
	readonly text: string;
	/** Of a roll, what fell. */
	readonly dice?: string;
}

function lineOf({ number, entry, event }: ToldEvent, view: GameView): Line | undefined {
	if (event.type === "ROLLED") {
		const who = event.entityId === null ? "The DM" : nameOf(view, event.entityId);
		return { number, entry, event, text: `${who} rolls for ${event.for}`, dice: rollText(event) };
	}
	const text = eventText(event, view);
	return text === undefined ? undefined : { number, entry, event, text };
}

/** What happened since the page was opened, dice included, oldest first. */
export function Story({ events, view, onUndo }: StoryProps) {
	const lines = events.flatMap((told) => lineOf(told, view) ?? []);
	const along = useReadAlong<HTMLOListElement>(lines);
	return (
		<ol {...along} className={classes.story} aria-label="What happened" tabIndex={0}>
			{lines.length === 0 && (
				<li className={classes.nothing}>Nothing has happened since this page was opened.</li>
			)}
			{lines.map(({ number, entry, event, text, dice }) => (
				<li
					key={number}
					data-type={event.type}
					data-deed={event.type === "ACTED" ? event.deed.kind : undefined}
				>
					<span>{text}</span>
					{dice !== undefined && <code>{dice}</code>}
					{event.type === "TURN_STARTED" && <time>{clockText(event.at)}</time>}
					{event.type === "TURN_STARTED" && onUndo && entry !== undefined && (
						<button type="button" aria-label={`Back to: ${text}`} onClick={() => onUndo(entry)}>
							Back to here
						</button>
					)}
				</li>
			))}
		</ol>
	);
}
