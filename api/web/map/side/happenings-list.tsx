import type { Cast } from "../../../client/index.js";
import type { Happening } from "../feed/feed.js";
import { agoText, clockText } from "../../shell/time-text.js";
import { useSeconds } from "../../shell/use-seconds.js";
import classes from "./side.module.css";

/** As many as are read; the rest is in the world's history. */
const SHOWN = 80;

export interface HappeningsListProps {
	readonly cast: Cast;
	/** Unix seconds of what is shown, where that is the past. */
	readonly at: number | undefined;
	readonly happenings: readonly Happening[];
	/** Number of the happening whose members the map shows. */
	readonly chosen: number | undefined;
	readonly onChoose: (happening: Happening) => void;
}

const SIGNS: Readonly<Record<Happening["kind"], string>> = {
	gathered: "M3 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0M9 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0",
	joined: "M2 7h8M7 4l3 3-3 3M17 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
	left: "M9 7h8m-3-3 3 3-3 3M8 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
	merged: "M2 3l6 4-6 4M18 3l-6 4 6 4",
	split: "M8 3 2 7l6 4M12 3l6 4-6 4",
	parted: "M6 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0M19 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0M9 7h2",
	talked: "M3 3h14v7H9l-3 3v-3H3z",
};

function Sentence({ happening }: { readonly happening: Happening }) {
	return (
		<span className={classes.sentence}>
			{happening.parts.map((part, index) =>
				typeof part === "string" ? part : <b key={`${index} ${part.name}`}>{part.name}</b>,
			)}
			{happening.quote !== undefined && <q className={classes.quote}>{happening.quote}</q>}
		</span>
	);
}

/** What happened, newest first. Choosing one shows on the map whom it is about. */
export function HappeningsList({ cast, at, happenings, chosen, onChoose }: HappeningsListProps) {
	const now = useSeconds();
	const seconds = at ?? now;
	if (happenings.length === 0) {
		return (
			<p className={classes.nothing}>
				{cast === "limited"
					? "You see who is where. What happens is told to observers alone."
					: "Nothing has happened since this page was opened. Groups that form and part, and who talks with whom, will be listed here."}
			</p>
		);
	}
	return (
		<ol className={classes.happenings} aria-label="What happened, newest first">
			{happenings.slice(0, SHOWN).map((happening) => (
				<li key={happening.number}>
					<button
						type="button"
						className={classes.happening}
						data-kind={happening.kind}
						aria-pressed={happening.number === chosen}
						onClick={() => onChoose(happening)}
					>
						<svg className={classes.kind} width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
							<path d={SIGNS[happening.kind]} />
						</svg>
						<Sentence happening={happening} />
						<time dateTime={new Date(happening.at * 1000).toISOString()} title={clockText(happening.at)}>
							{agoText(seconds - happening.at).replace(" ago", "")}
						</time>
					</button>
				</li>
			))}
		</ol>
	);
}
