import type { CSSProperties } from "react";
import type { Mood, Personality } from "../../../src/chatroom/core/society.js";
import { hashOf } from "../../../src/wording/random.js";
import classes from "./avatar.module.css";
import { FEATURES } from "./features.js";

export interface AvatarProps {
	/** Two of one personality are not quite alike. */
	readonly id: string;
	readonly personality: Personality;
	readonly mood: Mood;
	/** Its eyes are closed. */
	readonly isResting?: boolean;
	/** It is not there: only its outline is. */
	readonly isAway?: boolean;
	/** In pixels. */
	readonly size: number;
}

/** Degrees by which the colours of one personality differ at most. */
const HUES_APART = 24;

const MOUTHS: Readonly<Record<Mood, string>> = {
	happy: "M24.500 43Q32 51.500 39.500 43Q32 46 24.500 43Z",
	neutral: "M27.500 46h9",
	unhappy: "M26 48.500Q32 42 38 48.500",
};

/** A chatling as it is and feels. Never read aloud: words beside it say who it is. */
export function Avatar({ id, personality, mood, isResting, isAway, size }: AvatarProps) {
	const { hue, body, behind, face, eye, look } = FEATURES[personality];
	const own = ((hashOf(id) >>> 3) % (HUES_APART + 1)) - HUES_APART / 2;
	return (
		<svg
			className={classes.avatar}
			style={{ "--hue": hue + own } as CSSProperties}
			data-mood={mood}
			data-personality={personality}
			data-away={isAway || undefined}
			width={size}
			height={size}
			viewBox="0 0 64 64"
			aria-hidden="true"
		>
			{behind}
			<path className={classes.body} d={body} />
			{!isAway && (
				<>
					{[24, 40].map((x) =>
						isResting ? (
							<path key={x} className={classes.line} d={`M${x - 4} 33q4 3.500 8 0`} />
						) : (
							<g key={x} className={classes.eye}>
								<ellipse cx={x} cy="33" rx={eye} ry={eye * 1.15} />
								<circle
									className={classes.glint}
									cx={x + eye * (0.3 + look[0] * 0.6)}
									cy={33 + eye * (look[1] * 0.6 - 0.35)}
									r={eye * 0.34}
								/>
							</g>
						),
					)}
					{face}
					<path className={classes.mouth} d={MOUTHS[isResting ? "neutral" : mood]} />
					{mood === "unhappy" && !isResting && (
						<path
							className={classes.tear}
							d="M46 38c2.600 3.500 3 5 1.700 6.400s-3.600.6-3.700-1.300c0-1.700.8-3 2-5.100Z"
						/>
					)}
				</>
			)}
		</svg>
	);
}
