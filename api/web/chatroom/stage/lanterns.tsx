import classes from "./scene.module.css";

/** Where along the string they hang. */
const LANTERNS = [70, 178, 286, 393, 500, 607, 714, 822, 930] as const;
const STEM = 9;

/** From end to end of the string: where it is held, and the point in its middle that it is drawn towards. */
const HELD = 6;
const DRAWN = 66;

/** How low the string hangs there. */
function stringAt(x: number): number {
	const along = (x + 10) / 1020;
	return HELD + 2 * (DRAWN - HELD) * along * (1 - along);
}

/** A string of lanterns over an evening, and the ground that they light. Nothing of it is read aloud. */
export function Lanterns() {
	return (
		<svg
			className={classes.backdrop}
			viewBox="0 0 1000 240"
			preserveAspectRatio="xMidYMax slice"
			aria-hidden="true"
		>
			<defs>
				<radialGradient id="lantern-light">
					<stop className={classes.glow} offset="0" stopOpacity="0.5" />
					<stop className={classes.glow} offset="0.6" stopOpacity="0.22" />
					<stop className={classes.glow} offset="1" stopOpacity="0" />
				</radialGradient>
			</defs>
			<path className={classes.far} d="M0 150Q130 88 270 138T560 120T820 132T1000 100V240H0Z" />
			<path className={classes.near} d="M0 186Q180 150 380 172T760 164T1000 178V240H0Z" />
			<ellipse cx="500" cy="206" rx="520" ry="62" fill="url(#lantern-light)" />
			<path className={classes.string} d={`M-10 ${HELD}Q500 ${DRAWN} 1010 ${HELD}`} />
			{LANTERNS.map((x) => (
				<g key={x} className={classes.lantern} transform={`translate(${x} ${stringAt(x)})`}>
					<path d={`M0 0V${STEM}`} />
					<circle cy={STEM + 6} r="19" opacity="0.15" />
					<circle cy={STEM + 6} r="6.500" />
				</g>
			))}
		</svg>
	);
}
