import type { ReactNode } from "react";
import type { Personality } from "../../../src/chatroom/core/society.js";
import classes from "./avatar.module.css";

/** What one personality has that others have not. Drawn on 64 by 64, standing on the lower edge. */
export interface Features {
	/** Degrees on the colour wheel. */
	readonly hue: number;
	readonly body: string;
	/** Behind the body: ears, horns, hair. */
	readonly behind: ReactNode;
	/** On the face: brows, glasses, cheeks. */
	readonly face: ReactNode;
	/** Half the width of an eye. */
	readonly eye: number;
	/** Where it looks, as a share of the eye. */
	readonly look: readonly [x: number, y: number];
}

const ROUND = "M32 13C46 13 54 23 54 37S46 60 32 60 10 51 10 37 18 13 32 13Z";
const SQUARE = "M18 17Q32 12 46 17 55 20 54 38 54 60 32 60T10 38Q9 20 18 17Z";
const TALL = "M32 11C44 11 51 22 51 37S45 60 32 60 13 52 13 37 20 11 32 11Z";
const DROP = "M33 6C31 15 52 22 52 41 52 53 44 60 32 60S12 53 12 41C12 28 24 22 33 6Z";

const cheeks = (
	<g className={classes.blush}>
		<ellipse cx="18.500" cy="42" rx="4" ry="2.600" />
		<ellipse cx="45.500" cy="42" rx="4" ry="2.600" />
	</g>
);

export const FEATURES: Readonly<Record<Personality, Features>> = {
	cheerful: {
		hue: 46,
		body: ROUND,
		behind: (
			<>
				<path className={classes.stalk} d="M25 15 20 6M39 15l5-9" />
				<circle className={classes.ball} cx="19.500" cy="5" r="3.400" />
				<circle className={classes.ball} cx="44.500" cy="5" r="3.400" />
			</>
		),
		face: cheeks,
		eye: 3.4,
		look: [0, 0],
	},
	grumpy: {
		hue: 10,
		body: SQUARE,
		behind: <path className={classes.part} d="M17 20 11 6q9 2 13 9ZM47 20l6-14q-9 2-13 9Z" />,
		face: <path className={classes.brow} d="m17 25 11 4.500M47 25l-11 4.500" />,
		eye: 2.9,
		look: [0, 0.2],
	},
	shy: {
		hue: 285,
		body: DROP,
		behind: null,
		face: cheeks,
		eye: 3.2,
		look: [-0.5, 0.45],
	},
	curious: {
		hue: 190,
		body: TALL,
		behind: (
			<path className={classes.part} d="M22 20C12 6 16-1 21 3s7 9 7 14ZM42 20c9-8 15-9 13-14s-13 0-19 11Z" />
		),
		face: <path className={classes.brow} d="M19 25q5-4 10-1M35 21q5-4 10 0" />,
		eye: 4.4,
		look: [0.25, -0.3],
	},
	dramatic: {
		hue: 332,
		body: ROUND,
		behind: <path className={classes.part} d="M12 32C6 20 14 5 26 9 30 1 44 2 43 9c12 0 15 14 9 24Z" />,
		face: (
			<>
				<path className={classes.lash} d="M18.500 26.500q5-4 10-3.500M45.500 26.500q-5-4-10-3.500" />
				<circle className={classes.spot} cx="43.500" cy="44.500" r="1.500" />
			</>
		),
		eye: 3.6,
		look: [0.2, -0.35],
	},
	wise: {
		hue: 228,
		body: TALL,
		behind: <path className={classes.part} d="M20 20 12 7q11 1 17 8ZM44 20l8-13q-11 1-17 8Z" />,
		face: (
			<g className={classes.glasses}>
				<circle cx="24" cy="33" r="7" />
				<circle cx="40" cy="33" r="7" />
				<path d="M31 32q1-1 2 0" />
			</g>
		),
		eye: 2.8,
		look: [0, 0.15],
	},
	boastful: {
		hue: 26,
		body: SQUARE,
		behind: <path className={classes.part} d="M18 20 16 4l9 7 7-9 7 9 9-7-2 16Z" />,
		face: <path className={classes.brow} d="M19 26.500q5-2 9-1M36 23q5-3 9 0" />,
		eye: 3,
		look: [0.3, -0.2],
	},
	kind: {
		hue: 142,
		body: ROUND,
		behind: (
			<>
				<circle className={classes.part} cx="16" cy="18" r="7" />
				<circle className={classes.part} cx="48" cy="18" r="7" />
				<path className={classes.stalk} d="M32 14V7" />
				<path className={classes.ball} d="M32 8q1-7 8-6-1 7-8 6Z" />
			</>
		),
		face: cheeks,
		eye: 3.3,
		look: [0, 0],
	},
};
