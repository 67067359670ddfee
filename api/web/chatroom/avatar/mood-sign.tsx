import type { Mood } from "../../../src/chatroom/core/society.js";
import classes from "./mood-sign.module.css";

const MOUTHS: Readonly<Record<Mood, string>> = {
	happy: "M6.200 11.200Q10 15.400 13.800 11.200",
	neutral: "M6.800 12.700h6.400",
	unhappy: "M6.200 14.200Q10 10 13.800 14.200",
};

/** A mood at a glance, by shape and by colour. Never read aloud: a word stands beside it, or for those who hear it. */
export function MoodSign({ mood, size = 18 }: { readonly mood: Mood; readonly size?: number }) {
	return (
		<svg
			className={classes.sign}
			data-mood={mood}
			width={size}
			height={size}
			viewBox="0 0 20 20"
			aria-hidden="true"
		>
			<circle cx="10" cy="10" r="8.600" />
			<path d={`M7.200 7.800v.6M12.800 7.800v.6${MOUTHS[mood]}`} />
		</svg>
	);
}
