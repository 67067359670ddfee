import { MemberSign } from "../shell/icons.js";
import classes from "./map-page.module.css";
import { scaleBar } from "./scene/scale.js";

const LONGEST_BAR = 110;

/** What the signs mean, and how long a stud is just now. */
export function Legend({ pixelsPerStud }: { readonly pixelsPerStud: number }) {
	const { studs, pixels } = scaleBar(pixelsPerStud, LONGEST_BAR);
	return (
		<div className={classes.legend}>
			<ul className={classes.signs} aria-label="Signs on the map">
				<li>
					<MemberSign type="npc" /> NPC
				</li>
				<li>
					<MemberSign type="player" /> Player
				</li>
				<li>
					<span className={classes.gatheringSign} /> Together
				</li>
			</ul>
			<div className={classes.scale} aria-label={`Scale: this bar is ${studs} studs long`} role="img">
				<span className={classes.bar} style={{ width: pixels }} />
				<span>{studs.toLocaleString("en")} studs</span>
			</div>
		</div>
	);
}
