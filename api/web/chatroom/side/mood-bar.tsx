import { type Mood, MOODS } from "../../../src/chatroom/core/society.js";
import { MoodSign } from "../avatar/mood-sign.js";
import classes from "./society.module.css";

/** How many feel how: a bar in parts, with what each of them says. */
export function MoodBar({ counts }: { readonly counts: Readonly<Record<Mood, number>> }) {
	return (
		<div className={classes.moods}>
			<div className={classes.bar} aria-hidden="true">
				{MOODS.filter((mood) => counts[mood] > 0).map((mood) => (
					<i key={mood} data-mood={mood} style={{ flexGrow: counts[mood] }} />
				))}
			</div>
			<ul aria-label="Moods">
				{MOODS.map((mood) => (
					<li key={mood}>
						<MoodSign mood={mood} size={16} /> <b>{counts[mood]}</b> {mood}
					</li>
				))}
			</ul>
		</div>
	);
}
