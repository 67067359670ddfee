import classes from "./dots.module.css";

/** Somebody is about to say something. Never read aloud. */
export function Dots() {
	return (
		<span className={classes.dots} aria-hidden="true" data-typing>
			<i />
			<i />
			<i />
		</span>
	);
}
